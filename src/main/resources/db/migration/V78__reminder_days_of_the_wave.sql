-- The days on which the silent of a wave are reminded are those of its draw, whatever its program says later.
alter table wave add column reminder_days int[] not null default '{}';
set role keypulse_system;
update wave w set reminder_days = p.reminder_days from survey_program p where p.id = w.program_id;
reset role;
