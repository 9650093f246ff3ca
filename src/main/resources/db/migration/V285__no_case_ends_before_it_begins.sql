-- Where a case was opened and closed at once, its end was taken before its beginning was waited for.
alter table follow_up disable trigger user;
set role keypulse_system;
update follow_up set closed_at = opened_at where closed_at < opened_at;
reset role;
alter table follow_up
  enable trigger user,
  add constraint follow_up_ends_after_its_beginning check (closed_at >= opened_at);
