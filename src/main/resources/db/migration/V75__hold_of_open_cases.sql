-- Whose case is open is not asked anew: cases from before the hold was taken with the case.
set role keypulse_system;
insert into contact_hold (contact_id, account_id, team_id, kind, case_key, reason, held_at, channel)
select contact_id, account_id, team_id, 'OPEN_CASE', 'follow-up ' || id, 'A case is open.', opened_at, 'EMAIL'
from follow_up where closed_at is null;
reset role;
