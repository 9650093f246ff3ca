-- Whoever was told that it is their turn learns by a mail about their step that the case is over, for what it was about is deleted.
--   over   whether the mail tells of that
alter table follow_up_mail
  add column over boolean not null default false,
  add constraint follow_up_mail_over_of_a_step check (not over or (step_id is not null and former_id is null and not news));
drop index follow_up_mail_step_once;
create unique index follow_up_mail_step_once on follow_up_mail (step_id) where former_id is null and not news and not over;
create unique index follow_up_mail_over_once on follow_up_mail (step_id) where over;
