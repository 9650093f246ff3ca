-- A frame is written by one statement from contacts and accounts that are there. Looking each of them up once more for every row
-- took most of the time of a draw; it is looked at once instead, when the draw is proved, and counted then too.
alter table frame_entry
  drop constraint frame_entry_wave,
  drop constraint frame_entry_contact,
  drop constraint frame_entry_account;
drop index frame_entry_by_team;
drop trigger frame_is_counted on frame_entry;
drop function count_frame();

-- Between reading accounts and committing their frame nobody may give an account to another team or merge it: the frame would
-- keep what no longer holds. Whoever changes accounts waits for draws, and not for each other.
create function await_draws() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(hashtext('frame_entry'));
  return null;
end
$$;
create trigger account_awaits_draws before update or delete on account for each statement execute function await_draws();
create function hold_accounts_for_draw() returns void language sql as $$
  select pg_advisory_xact_lock(hashtext('frame_entry'))
$$;

-- What the three foreign keys did: entries follow their account to another team, and nobody who stands in a frame is deleted.
create function take_frames_along() returns trigger language plpgsql security definer set search_path = keypulse, public as $$
begin
  update frame_entry f set team_id = n.team_id
  from now_is n join was w on w.id = n.id and w.team_id <> n.team_id
  where f.account_id = n.id;
  return null;
end
$$;
create trigger account_takes_its_frames_along after update on account
  referencing old table as was new table as now_is for each statement execute function take_frames_along();

create function refuse_to_leave_a_frame() returns trigger
language plpgsql security definer set search_path = keypulse, public as $$
declare
  framed boolean;
begin
  execute format('select exists (select from frame_entry where %I = $1)', tg_argv[0]) into framed using old.id;
  if framed then
    raise exception '% % stands in the frame of a wave', tg_table_name, old.id
      using errcode = 'foreign_key_violation', constraint = 'frame_entry_' || tg_table_name;
  end if;
  return old;
end
$$;
create trigger contact_stays_in_its_frames before delete on contact
  for each row execute function refuse_to_leave_a_frame('contact_id');
create trigger account_stays_in_its_frames before delete on account
  for each row execute function refuse_to_leave_a_frame('account_id');
create trigger wave_keeps_its_frame before delete on wave
  for each row execute function refuse_to_leave_a_frame('wave_id');

-- Merges move frames as they move what a foreign key ties to its account.
create or replace function account_references()
  returns table (table_name text, id_column text, team_column text) language sql stable as $$
  select * from (
    select c.conrelid::regclass::text as table_name, i.attname::text, t.attname::text
    from pg_constraint c
    join pg_attribute i on i.attrelid = c.conrelid and i.attnum = c.conkey[1]
    join pg_attribute t on t.attrelid = c.conrelid and t.attnum = c.conkey[2]
    where c.contype = 'f' and c.conparentid = 0 and c.confrelid = 'account'::regclass and cardinality(c.conkey) = 2
      and c.conrelid <> 'audit_entry'::regclass
    union all select 'frame_entry', 'account_id', 'team_id') r
  order by r.table_name <> 'contact', 1, 2
$$;
create or replace function merge_accounts(winner int, loser int, moment timestamptz) returns int
language plpgsql security definer set search_path = keypulse, public as $$
declare
  merge int;
  part record;
begin
  perform pg_advisory_xact_lock_shared(hashtext('frame_entry'));
  -- Waits for whoever is writing rows of either, so that none is left behind.
  perform from account where id in (winner, loser) order by id for update;
  insert into account_merge (winner_id, loser_id, merged_at) values (winner, loser, moment) returning id into merge;
  for part in select r.*, a.team_id from account_references() r, account a where a.id = winner loop
    insert into account_merge_move (merge_id, table_name, id_column, team_column, moved, kept)
      select merge, part.table_name, part.id_column, part.team_column, m.moved, m.kept
      from move_account_rows(part.table_name, part.id_column, part.team_column, loser, winner, part.team_id) m
      where m.moved <> '[]' or m.kept <> '[]';
  end loop;
  update account set archived_at = moment, merged_into_id = winner, channel = 'MANUAL' where id = loser;
  return merge;
end
$$;

-- Before the proof nothing of a frame is counted; after it nobody else is drawn.
create or replace function count_changed_frame() returns trigger
language plpgsql security definer set search_path = keypulse, public as $$
begin
  perform count_again(array_agg(wave_id), array_agg(account_id))
    from (
      select distinct wave_id, p.account_id from former f join latter l using (wave_id, contact_id)
      cross join lateral (values (f.account_id), (l.account_id)) as p (account_id)
      where f.account_id <> l.account_id) p
    having count(*) > 0;
  return null;
end
$$;

-- A frame that is new to the planner looks as if it had one row.
create function close_frame() returns trigger language plpgsql security definer set search_path = keypulse, public
  set enable_nestloop = off
as $$
begin
  if exists (
    select from frame_entry f
    left join contact c on c.id = f.contact_id
    left join account a on a.id = f.account_id and a.team_id = f.team_id
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
create trigger wave_closes_its_frame after update of fingerprint on wave
  for each row when (old.fingerprint = '' and new.fingerprint <> '') execute function close_frame();
