-- Rows before and after a change were joined with each other. The planner knows how many there are only of the first change of a
-- connection, and after a small one compared every row with every other: ten thousand changed accounts took a hundred million
-- comparisons. What differs is found as a difference of sets now, which needs no plan that could be wrong.

create or replace function remember_changed_teams() returns trigger language plpgsql security definer
set search_path = keypulse, public, pg_temp as $$
declare
  moved int[] := array(
    select c.id from (select id, team_id from was union all select id, team_id from now_is) c
    group by c.id having min(c.team_id) <> max(c.team_id));
begin
  if cardinality(moved) > 0 then
    delete from account_team where account_id = any (moved) and lower(valid) >= today();
    update account_team set valid = daterange(lower(valid), today())
      where account_id = any (moved) and upper_inf(valid);
    insert into account_team (account_id, team_id, served_by, valid)
      select c.id, c.team_id, c.team_id, daterange(today(), null)
      from (select id, team_id from now_is except select id, team_id from was) c;
  end if;
  return null;
end
$$;

create or replace function take_frames_along() returns trigger language plpgsql security definer
set search_path = keypulse, public, pg_temp as $$
begin
  update frame_entry f set team_id = n.team_id
  from (select id, team_id from now_is except select id, team_id from was) n where f.account_id = n.id;
  return null;
end
$$;

create or replace function count_changed_frame() returns trigger language plpgsql security definer
set search_path = keypulse, public, pg_temp as $$
begin
  perform count_again(array_agg(wave_id), array_agg(account_id))
    from (
      select wave_id, account_id from (
        select wave_id, contact_id, account_id from former except select wave_id, contact_id, account_id from latter) left_there
      union
      select wave_id, account_id from (
        select wave_id, contact_id, account_id from latter except select wave_id, contact_id, account_id from former) come_there) p
    having count(*) > 0;
  return null;
end
$$;
