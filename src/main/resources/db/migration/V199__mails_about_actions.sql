-- Whoever an action is given to learns of it by mail, and once more when its day has passed and it is not done.
--   late          whether the mail tells of that
--   late_told_at  when that was found; the mail about it is written in the same transaction
alter table follow_up_mail
  add column action_id bigint,
  add column late boolean not null default false,
  add constraint follow_up_mail_action foreign key (action_id) references follow_up_action,
  add constraint follow_up_mail_late_action check (not late or action_id is not null),
  drop constraint follow_up_mail_about_one,
  add constraint follow_up_mail_about_one check (num_nonnulls(step_id, proof_id, action_id) = 1);
create unique index follow_up_mail_action_once on follow_up_mail (action_id, late) where action_id is not null;
alter table follow_up_action add column late_told_at timestamptz;
create index follow_up_action_passing on follow_up_action (due_on, id) where done_at is null and late_told_at is null;
create index follow_up_action_by_owner on follow_up_action (owner_id, due_on, id);
create index follow_up_action_by_day on follow_up_action (due_on, id);
