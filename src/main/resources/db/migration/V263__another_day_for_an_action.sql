-- The day of an action can be changed; whoever has it is told where another does it, and once more when the new day has passed.
--   moves   how often its day was changed since its owner was given it; of a mail, how often it had been when the mail was written
alter table follow_up_action add column moves int not null default 0;
alter table follow_up_mail
  add column moves int not null default 0,
  add constraint follow_up_mail_moves_of_action check (moves = 0 or action_id is not null);
drop index follow_up_mail_action_once;
create unique index follow_up_mail_action_once on follow_up_mail (action_id, late, hand, moves) where action_id is not null;
grant update (due_on, late_told_at, moves) on follow_up_action to keypulse_member;

-- From which day to which, and by whom, is in the audit trail.
create trigger follow_up_action_day_is_audited after update on follow_up_action
  for each row when (old.due_on is distinct from new.due_on) execute function audit_change();
