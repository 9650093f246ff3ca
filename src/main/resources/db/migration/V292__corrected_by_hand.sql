-- What was entered wrongly may be taken back: a relationship that has not begun before today, and a meeting of executives.
grant delete on account_relationship to keypulse_system;
grant delete on executive_meeting to keypulse_member, keypulse_system;
