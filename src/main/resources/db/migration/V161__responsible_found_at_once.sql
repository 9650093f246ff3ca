-- Who has to act for the accounts of a team: its lead, else the manager nearest above any member, else the top of the line;
-- somebody who can act for an account of the team, and nobody only where nobody works. As part of a statement this was planned
-- anew at each page that names the account manager, which took ten times as long as finding them.
create function responsible(team int, day date) returns int language plpgsql stable
  set plan_cache_mode = force_generic_plan as $$
declare
  found_id int;
begin
  select m.employee_id into found_id
  from team_member m join employee e on e.id = m.employee_id and e.active
  where m.team_id = team and m.lead and m.valid @> day;
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
revoke execute on function responsible(int, date) from public;
grant execute on function responsible(int, date) to keypulse_member, keypulse_analyst, keypulse_system;
