-- Everybody who was told of a case and does not see it any more learns that it has moved on, not its former owner alone.
drop index follow_up_mail_moved_on_once;
create unique index follow_up_mail_moved_on_once on follow_up_mail (step_id, former_id) where former_id is not null;
