-- That nobody knows whether a mail about a case arrived, as invitations tell it: in doubt it is repeated at most once.
alter table follow_up_mail no force row level security;
alter table follow_up_mail add column doubted boolean not null default false;
update follow_up_mail set doubted = true where reason like 'UNKNOWN:%';
alter table follow_up_mail force row level security;
