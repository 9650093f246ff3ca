-- Who left before days were written down never worked here, as far as anybody can tell; false, so that it can be negated.
create or replace function employed(of employee, day date) returns boolean language sql stable as $$
  select (of.active or coalesce(of.left_on > day, false)) and coalesce(of.left_on, 'infinity') > day
    and coalesce(of.joined_on, '-infinity') <= day
$$;

-- Who led a team last, until this day: their membership as its lead or their employment ended last, or has not, or begins yet.
-- appointed: as a member of that day. leads: and works here on it.
create function last_lead(team int, day date) returns table (employee_id int, appointed boolean, leads boolean)
  language sql stable rows 1 as $$
  select m.employee_id, m.valid @> day, m.valid @> day and employed(e, day)
  from team_member m join employee e on e.id = m.employee_id
  where m.team_id = team and m.lead and lower(m.valid) <= day
  order by least(upper(m.valid), e.left_on) desc, lower(m.valid) desc limit 1
$$;
revoke execute on function last_lead(int, date) from public;
grant execute on function last_lead(int, date) to keypulse_member, keypulse_analyst, keypulse_system;

-- Whoever has not joined yet stands nowhere, as who has left.
create function top_of_line(day date) returns int language sql stable as $$
  with recursive works as materialized (
    select e.id from employee e where employed(e, day)),
  line as (
    select employee_id, manager_id from reporting_line where valid @> day),
  led as (
    select l.employee_id from line l where l.manager_id in (select id from works)
    union
    select l.employee_id from led join line l on l.manager_id = led.employee_id
    where led.employee_id not in (select id from works)),
  top as (
    select id from works where id not in (select employee_id from led)),
  below as (
    select id as top_id, id as employee_id from top where (select count(*) from top) > 1
    union all
    select b.top_id, l.employee_id from below b join line l on l.manager_id = b.employee_id)
  select id from top left join (select top_id, count(*) as people from below group by top_id) led_by on top_id = id
  order by people desc nulls last, id limit 1
$$;
revoke execute on function top_of_line(date) from public;
grant execute on function top_of_line(date) to keypulse_member, keypulse_analyst, keypulse_system;
create or replace function top_of_line() returns int language sql stable as $$ select top_of_line(today()) $$;

-- Who answers for each of these teams on that day: its lead; without one the nearest above the last lead who works here; else the top
-- of the line. Members of a team and those above them stand in other departments: they answer for nothing by that.
-- The limit leads to each manager by the index; the planner would read all lines for each team.
create function answering(teams int[], day date) returns table (team_id int, employee_id int) language plpgsql stable rows 10
  set plan_cache_mode = force_generic_plan as $$
begin
  return query
  select t.id, coalesce(case when l.leads then l.employee_id end, n.id, (select top_of_line(day)))
  from unnest(teams) as t (id)
  left join lateral last_lead(t.id, day) l on true
  left join lateral (
    with recursive above as (
      select r.manager_id as id from reporting_line r where r.employee_id = l.employee_id and not l.leads and r.valid @> day
      union
      select r.manager_id from above a
      join employee gone on gone.id = a.id and not employed(gone, day)
      cross join lateral (
        select l.manager_id from reporting_line l where l.employee_id = gone.id and l.valid @> day limit 1) r)
    select a.id from above a join employee e on e.id = a.id and employed(e, day)) n on true;
end
$$;
revoke execute on function answering(int[], date) from public;
grant execute on function answering(int[], date) to keypulse_member, keypulse_analyst, keypulse_system;
-- Nearly every team has a lead, who is found without looking for anybody above.
create or replace function responsible(team int, day date) returns int language sql stable as $$
  select coalesce(
    (select l.employee_id from last_lead(team, day) l where l.leads),
    (select a.employee_id from answering(array[team], day) a))
$$;

-- Members and those above them, those above the last lead, and whoever answers; nobody of them who does not work here.
create or replace function refresh_viewer_team() returns trigger language plpgsql security definer
  set search_path = keypulse, public, pg_temp as $$
declare
  now_on date := today();
begin
  with recursive stands as (
    select m.employee_id as viewer_id, m.team_id from team_member m where m.valid @> now_on
    union
    select r.manager_id, t.id from team t cross join lateral last_lead(t.id, now_on) l
    join reporting_line r on r.employee_id = l.employee_id and r.valid @> now_on
    where not l.appointed
    union
    select r.manager_id, s.team_id from stands s
    join reporting_line r on r.employee_id = s.viewer_id and r.valid @> now_on),
  sees as (
    select s.viewer_id, s.team_id from stands s join employee e on e.id = s.viewer_id where employed(e, now_on)
    union
    select a.employee_id, a.team_id
    from answering(array(select t.id from team t where not exists (
      select from last_lead(t.id, now_on) l where l.leads)), now_on) a
    where a.employee_id is not null),
  gone as (
    delete from viewer_team v where not exists (
      select from sees s where s.viewer_id = v.viewer_id and s.team_id = v.team_id))
  insert into viewer_team (viewer_id, team_id) select viewer_id, team_id from sees on conflict do nothing;
  return null;
end
$$;
drop trigger employee_moves_the_wall on employee;
create trigger employee_moves_the_wall after insert or update of active, joined_on, left_on on employee
  for each statement execute function refresh_viewer_team();
update wall_day set day = day;

-- Who does not work here yet is not let in either, and is told from when on.
drop function signing_in(text);
create function signing_in(login text) returns table (id int, name text, active boolean, joined_on date)
  language sql stable security definer set search_path = keypulse, public, pg_temp as
  $$ select id, name, active, joined_on from employee where email = login $$;
revoke execute on function signing_in(text) from public;
grant execute on function signing_in(text) to keypulse_app, keypulse_member, keypulse_analyst, keypulse_system;
