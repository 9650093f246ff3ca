-- Who has to act for the accounts of a team: its lead; when the lead has left, the nearest in the lead's own line; else the manager
-- nearest above any member, else the top of the line. Managers of other members stand in other departments: they come where the
-- lead's line leads nowhere.
create or replace function responsible(team int, day date) returns int language plpgsql stable
  set plan_cache_mode = force_generic_plan as $$
declare
  found_id int;
begin
  select m.employee_id into found_id
  from team_member m join employee e on e.id = m.employee_id and e.active
  where m.team_id = team and m.lead and m.valid @> day;
  if found_id is null then
    with recursive above as (
      select l.manager_id as id, 1 as step
      from team_member m join reporting_line l on l.employee_id = m.employee_id and l.valid @> day
      where m.team_id = team and m.lead and m.valid @> day
      union
      select l.manager_id, a.step + 1 from above a
      join reporting_line l on l.employee_id = a.id and l.valid @> day
      where a.step < 50)
    select a.id into found_id
    from above a join employee e on e.id = a.id and e.active
    order by a.step limit 1;
  end if;
  if found_id is null then
    with recursive above as (
      select m.employee_id as id, 1 as step from team_member m where m.team_id = team and m.valid @> day
      union
      select l.manager_id, a.step + 1 from above a
      join reporting_line l on l.employee_id = a.id and l.valid @> day
      where a.step < 50)
    select a.id into found_id
    from above a join employee e on e.id = a.id and e.active
    where not exists (select from team_member m where m.employee_id = a.id and m.team_id = team and m.valid @> day)
    order by a.step, a.id limit 1;
  end if;
  return coalesce(found_id, top_of_line());
end
$$;

-- Cases that somebody has who may leave.
create index follow_up_waiting_by_owner on follow_up (owner_id) where state in ('OPEN', 'ACKNOWLEDGED', 'CONTACTED');
