-- Who is counted because a task was overdue.
--   overdue   whether it climbed past somebody because their time was up, rather than because the customer said that it is not mended
--             or whoever it had come to was gone
alter table follow_up_step
  add column overdue boolean not null default false,
  add constraint follow_up_step_overdue_is_of_somebody check (not overdue or past_id is not null);
alter table follow_up_step no force row level security;
update follow_up_step s set overdue = true
where s.past_id is not null and s.task <> 'RECOVER' and not exists (
  select from follow_up_step gone join follow_up_step came on came.follow_up_id = gone.follow_up_id and came.round = gone.round
    and came.task = gone.task and came.kind = 'LINE' and came.acting_id = gone.employee_id and came.id < gone.id
  where gone.follow_up_id = s.follow_up_id and gone.round = s.round and gone.task = s.task and gone.kind = 'LINE'
    and gone.at = s.at and gone.acting_id is null);
alter table follow_up_step force row level security;
