-- The person at the top of the reporting line: active, with nobody active above; of several the one above most people, for one whose
-- manager was never written down is not the head of the company.
create function top_of_line() returns int language sql stable as $$
  with recursive line as (
    select employee_id, manager_id from reporting_line where valid @> today()),
  led as (
    select l.employee_id from line l join employee m on m.id = l.manager_id where m.active
    union
    select l.employee_id from led join employee gone on gone.id = led.employee_id and not gone.active
    join line l on l.manager_id = gone.id),
  top as (
    select id from employee where active and id not in (select employee_id from led)),
  below as (
    select id as top_id, id as employee_id from top where (select count(*) from top) > 1
    union all
    select b.top_id, l.employee_id from below b join line l on l.manager_id = b.employee_id)
  select id from top left join (select top_id, count(*) as people from below group by top_id) led_by on top_id = id
  order by people desc nulls last, id limit 1
$$;
revoke execute on function top_of_line() from public;
grant execute on function top_of_line() to keypulse_member, keypulse_analyst, keypulse_system;

-- A team without an active lead and without anybody active above its members is answered for by the top of the line, who therefore
-- sees what it serves, or what nobody serves.
create or replace function refresh_viewer_team() returns trigger language plpgsql security definer
  set search_path = keypulse, public as $$
begin
  with recursive stands as (
    select m.employee_id as viewer_id, m.team_id from team_member m where m.valid @> today()
    union
    select l.manager_id, s.team_id from stands s
    join reporting_line l on l.employee_id = s.viewer_id and l.valid @> today()),
  active as (
    select s.viewer_id, s.team_id from stands s join employee e on e.id = s.viewer_id where e.active),
  answering as (
    select viewer_id, team_id from active
    except (
      select employee_id, team_id from team_member where not lead and valid @> today()
      except
      select employee_id, team_id from team_member where lead and valid @> today())),
  left_alone as (
    select id as team_id from team except select team_id from answering),
  sees as (
    select viewer_id, team_id from active
    union
    select top.id, a.team_id from left_alone a cross join top_of_line() as top (id) where top.id is not null),
  gone as (
    delete from viewer_team v where not exists (
      select from sees s where s.viewer_id = v.viewer_id and s.team_id = v.team_id))
  insert into viewer_team (viewer_id, team_id) select viewer_id, team_id from sees on conflict do nothing;
  return null;
end
$$;

-- Teams come into being when an account first names them, and before anybody is in them.
create function leave_new_teams_to_the_top() returns trigger language plpgsql security definer
  set search_path = keypulse, public as $$
begin
  if exists (select from made) then
    insert into viewer_team (viewer_id, team_id)
      select top.id, made.id from made cross join top_of_line() as top (id) where top.id is not null
      on conflict do nothing;
  end if;
  return null;
end
$$;
create trigger team_is_left_to_the_top after insert on team referencing new table as made
  for each statement execute function leave_new_teams_to_the_top();
update wall_day set day = day;
