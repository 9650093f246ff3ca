-- Those above somebody who has left see what that one's teams serve: they fill the vacancy, and see to the cases meanwhile. Who
-- has left sees nothing.
create or replace function refresh_viewer_team() returns trigger language plpgsql security definer
  set search_path = keypulse, public as $$
begin
  with recursive stands as (
    select m.employee_id as viewer_id, m.team_id from team_member m where m.valid @> today()
    union
    select l.manager_id, s.team_id from stands s
    join reporting_line l on l.employee_id = s.viewer_id and l.valid @> today()),
  sees as (
    select s.viewer_id, s.team_id from stands s join employee e on e.id = s.viewer_id where e.active),
  gone as (
    delete from viewer_team v where not exists (
      select from sees s where s.viewer_id = v.viewer_id and s.team_id = v.team_id))
  insert into viewer_team (viewer_id, team_id) select viewer_id, team_id from sees on conflict do nothing;
  return null;
end
$$;
update wall_day set day = day;
