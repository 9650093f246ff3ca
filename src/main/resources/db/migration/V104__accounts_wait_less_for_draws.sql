-- Whoever changed an account waited from the beginning of a draw to its commit. Now they wait from its proof on: freezing and
-- ordering the frame, which grow with it, are over then. The frame follows the accounts that went to another team while it was
-- drawn, and a draw during which one of its accounts was merged is refused, and made again by the next tick.
create or replace function close_frame() returns trigger language plpgsql security definer set search_path = keypulse, public
  set enable_nestloop = off
as $$
begin
  perform pg_advisory_xact_lock(hashtext('frame_entry'));
  update frame_entry f set team_id = a.team_id from account a
    where f.wave_id = new.id and a.id = f.account_id and a.team_id <> f.team_id;
  if exists (
    select from frame_entry f
    left join contact c on c.id = f.contact_id
    left join account a on a.id = f.account_id and a.merged_into_id is null
    where f.wave_id = new.id and (c.id is null or a.id is null))
  then
    raise exception 'the frame of wave % names somebody who is not there', new.id
      using errcode = 'foreign_key_violation', constraint = 'frame_entry_is_whole';
  end if;
  with said as (
    select account_id, stratum, count(*)::int as population, (count(*) filter (where drawn))::int as drawn
    from frame_entry where wave_id = new.id and (exclusion is null or drawn) group by account_id, stratum),
  by_account as materialized (
    select s.*, a.team_id, a.segment from said s join account a on a.id = s.account_id),
  people as (
    insert into people_count (wave_id, team_id, segment, stratum, part, population, drawn, extremely_dissatisfied,
      somewhat_dissatisfied, no_opinion, satisfied_overall, very_satisfied, phone, rated, opined, unhappy)
    select new.id, team_id, segment, stratum, account_id & 15, sum(population), sum(drawn), 0, 0, 0, 0, 0, 0, '{}', '{}', '{}'
    from by_account group by team_id, segment, stratum, account_id & 15),
  spread as (
    insert into account_spread (wave_id, team_id, segment, part, dissatisfied, with_opinion, accounts, unhappy,
      unhappy_at_all)
    select new.id, team_id, segment, account_id & 15, 0, 0, count(distinct account_id), '{}', 0
    from by_account group by team_id, segment, account_id & 15)
  insert into account_count (wave_id, account_id, stratum, team_id, segment, population, drawn, extremely_dissatisfied,
    somewhat_dissatisfied, no_opinion, satisfied_overall, very_satisfied, phone, rated, opined, unhappy)
  select new.id, account_id, stratum, team_id, segment, population, drawn, 0, 0, 0, 0, 0, 0, '{}', '{}', '{}'
  from by_account;
  return null;
end
$$;
drop function hold_accounts_for_draw();
