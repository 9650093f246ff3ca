-- What somebody had to do who has left, or sees the account no more, is given on to whoever has the case.
--   former_owner_id  who had it last
--   hand             how often it was given on; a mail about it is for whoever had it then
alter table follow_up_action
  add column former_owner_id int,
  add column hand int not null default 0,
  add constraint follow_up_action_former_owner foreign key (former_owner_id) references employee,
  add constraint follow_up_action_given_on check ((hand > 0) = (former_owner_id is not null));
create index follow_up_action_by_former_owner on follow_up_action (former_owner_id);
create index follow_up_action_in_hand on follow_up_action (owner_id, team_id) where done_at is null;
alter table follow_up_mail
  add column hand int not null default 0,
  add constraint follow_up_mail_hand_of_action check (hand = 0 or action_id is not null);
drop index follow_up_mail_action_once;
create unique index follow_up_mail_action_once on follow_up_mail (action_id, late, hand) where action_id is not null;
