-- Whoever had a case learns by a mail about the next one's step that it has moved on.
--   former_id   to whom it goes; null where it goes to whoever's step it is
alter table follow_up_mail
  add column former_id int,
  add constraint follow_up_mail_former foreign key (former_id) references employee,
  add constraint follow_up_mail_former_of_a_step check (former_id is null or step_id is not null),
  drop constraint follow_up_mail_step_once;
create unique index follow_up_mail_step_once on follow_up_mail (step_id) where former_id is null;
create unique index follow_up_mail_moved_on_once on follow_up_mail (step_id) where former_id is not null;
