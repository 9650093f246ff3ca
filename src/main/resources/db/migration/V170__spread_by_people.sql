-- People are drawn, and so an account is heard with a chance that grows with how many it has. The spread knows of equal accounts
-- also how many people those are, without those who said that they have no opinion, and from which stratum they were drawn
-- (of several, as after a merge, the first), so that figures over accounts can weigh by that chance.
alter table account_spread
  add column stratum text,
  add column people int,
  drop constraint account_spread_key;

truncate account_spread;
alter table account_spread
  alter column stratum set not null,
  alter column people set not null,
  add constraint account_spread_key
    primary key (wave_id, team_id, segment, part, stratum, people, dissatisfied, with_opinion);
insert into account_spread (wave_id, team_id, segment, stratum, part, people, dissatisfied, with_opinion, accounts, unhappy,
  unhappy_at_all)
select wave_id, team_id, segment, stratum, account_id & 15, people, dissatisfied, with_opinion, count(*), sum_of(unhappy),
  sum((1 = any (unhappy))::int)
from (
  select wave_id, account_id, min(team_id) as team_id, min(segment) as segment, min(stratum) as stratum,
    sum(population - no_opinion)::int as people, sum(extremely_dissatisfied + somewhat_dissatisfied)::int as dissatisfied,
    sum(extremely_dissatisfied + somewhat_dissatisfied + satisfied_overall + very_satisfied)::int as with_opinion,
    array[coalesce(max(unhappy[1]), 0) > 0, coalesce(max(unhappy[2]), 0) > 0, coalesce(max(unhappy[3]), 0) > 0,
      coalesce(max(unhappy[4]), 0) > 0, coalesce(max(unhappy[5]), 0) > 0, coalesce(max(unhappy[6]), 0) > 0,
      coalesce(max(unhappy[7]), 0) > 0, coalesce(max(unhappy[8]), 0) > 0, coalesce(max(unhappy[9]), 0) > 0,
      coalesce(max(unhappy[10]), 0) > 0, coalesce(max(unhappy[11]), 0) > 0, coalesce(max(unhappy[12]), 0) > 0]::int[] as unhappy
  from account_count group by wave_id, account_id) a
group by 1, 2, 3, 4, 5, 6, 7, 8;

-- Counts these accounts in these waves once more, pair by pair.
create or replace function count_again(waves int[], accounts int[]) returns void
language plpgsql security definer set search_path = keypulse, public as $$
begin
  -- Another answer of the same account waits here until the one before is committed, and then sees it.
  perform from account_count c join unnest(waves, accounts) as p (wave_id, account_id) using (wave_id, account_id)
    order by c.wave_id, c.account_id, c.stratum for update of c;
  with former as (
    select c.* from account_count c
    join (select distinct wave_id, account_id from unnest(waves, accounts) as p (wave_id, account_id)) p
      using (wave_id, account_id)),
  fresh as materialized (select * from counted_from_rows(waves, accounts)),
  signed as materialized (
    select sign, wave_id, account_id, stratum, team_id, segment, population, drawn, extremely_dissatisfied,
      somewhat_dissatisfied, no_opinion, satisfied_overall, very_satisfied, phone, filled(rated) as rated,
      filled(opined) as opined, filled(unhappy) as unhappy
    from (select 1 as sign, fresh.* from fresh union all select -1, former.* from former) b),
  by_account as (
    select sign, wave_id, account_id, min(team_id) as team_id, min(segment) as segment,
      min(stratum) as stratum, sum(population - no_opinion)::int as people,
      sum(extremely_dissatisfied + somewhat_dissatisfied)::int as dissatisfied,
      sum(extremely_dissatisfied + somewhat_dissatisfied + satisfied_overall + very_satisfied)::int as with_opinion,
      array[max(unhappy[1]) > 0, max(unhappy[2]) > 0, max(unhappy[3]) > 0, max(unhappy[4]) > 0,
        max(unhappy[5]) > 0, max(unhappy[6]) > 0, max(unhappy[7]) > 0, max(unhappy[8]) > 0,
        max(unhappy[9]) > 0, max(unhappy[10]) > 0, max(unhappy[11]) > 0, max(unhappy[12]) > 0]::int[] as unhappy
    from signed group by sign, wave_id, account_id),
  people as (
    insert into people_count as k (wave_id, team_id, segment, stratum, part, population, drawn, extremely_dissatisfied,
      somewhat_dissatisfied, no_opinion, satisfied_overall, very_satisfied, phone, rated, opined, unhappy)
    select wave_id, team_id, segment, stratum, account_id & 15, sum(sign * population), sum(sign * drawn),
      sum(sign * extremely_dissatisfied), sum(sign * somewhat_dissatisfied), sum(sign * no_opinion),
      sum(sign * satisfied_overall), sum(sign * very_satisfied), sum(sign * phone),
      array[sum(sign * rated[1]), sum(sign * rated[2]), sum(sign * rated[3]), sum(sign * rated[4]),
        sum(sign * rated[5]), sum(sign * rated[6]), sum(sign * rated[7]), sum(sign * rated[8]),
        sum(sign * rated[9]), sum(sign * rated[10]), sum(sign * rated[11]), sum(sign * rated[12])]::int[],
      array[sum(sign * opined[1]), sum(sign * opined[2]), sum(sign * opined[3]), sum(sign * opined[4]),
        sum(sign * opined[5]), sum(sign * opined[6]), sum(sign * opined[7]), sum(sign * opined[8]),
        sum(sign * opined[9]), sum(sign * opined[10]), sum(sign * opined[11]), sum(sign * opined[12])]::int[],
      array[sum(sign * unhappy[1]), sum(sign * unhappy[2]), sum(sign * unhappy[3]), sum(sign * unhappy[4]),
        sum(sign * unhappy[5]), sum(sign * unhappy[6]), sum(sign * unhappy[7]), sum(sign * unhappy[8]),
        sum(sign * unhappy[9]), sum(sign * unhappy[10]), sum(sign * unhappy[11]), sum(sign * unhappy[12])]::int[]
    from signed group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5
    on conflict on constraint people_count_key do update set
      population = k.population + excluded.population,
      drawn = k.drawn + excluded.drawn,
      extremely_dissatisfied = k.extremely_dissatisfied + excluded.extremely_dissatisfied,
      somewhat_dissatisfied = k.somewhat_dissatisfied + excluded.somewhat_dissatisfied,
      no_opinion = k.no_opinion + excluded.no_opinion,
      satisfied_overall = k.satisfied_overall + excluded.satisfied_overall,
      very_satisfied = k.very_satisfied + excluded.very_satisfied,
      phone = k.phone + excluded.phone,
      rated = added(k.rated, excluded.rated),
      opined = added(k.opined, excluded.opined),
      unhappy = added(k.unhappy, excluded.unhappy)),
  spread as (
    insert into account_spread as k (wave_id, team_id, segment, stratum, part, people, dissatisfied, with_opinion, accounts,
      unhappy, unhappy_at_all)
    select * from (
      select wave_id, team_id, segment, stratum, account_id & 15, people, dissatisfied, with_opinion, sum(sign) as accounts,
        array[sum(sign * unhappy[1]), sum(sign * unhappy[2]), sum(sign * unhappy[3]), sum(sign * unhappy[4]),
          sum(sign * unhappy[5]), sum(sign * unhappy[6]), sum(sign * unhappy[7]), sum(sign * unhappy[8]),
          sum(sign * unhappy[9]), sum(sign * unhappy[10]), sum(sign * unhappy[11]), sum(sign * unhappy[12])]::int[] as unhappy,
        sum(sign * (1 = any (unhappy))::int) as unhappy_at_all
      from by_account group by 1, 2, 3, 4, 5, 6, 7, 8) s
    where s.accounts <> 0 or 0 <> any (s.unhappy) or s.unhappy_at_all <> 0
    order by 1, 2, 3, 4, 5, 6, 7, 8
    on conflict on constraint account_spread_key do update set
      accounts = k.accounts + excluded.accounts,
      unhappy = added(k.unhappy, excluded.unhappy),
      unhappy_at_all = k.unhappy_at_all + excluded.unhappy_at_all),
  gone as (
    delete from account_count c using former f
    where c.wave_id = f.wave_id and c.account_id = f.account_id and c.stratum = f.stratum
      and not exists (select from fresh n
        where n.wave_id = f.wave_id and n.account_id = f.account_id and n.stratum = f.stratum))
  insert into account_count select * from fresh
  on conflict on constraint account_count_key do update set
    team_id = excluded.team_id,
    segment = excluded.segment,
    population = excluded.population,
    drawn = excluded.drawn,
    extremely_dissatisfied = excluded.extremely_dissatisfied,
    somewhat_dissatisfied = excluded.somewhat_dissatisfied,
    no_opinion = excluded.no_opinion,
    satisfied_overall = excluded.satisfied_overall,
    very_satisfied = excluded.very_satisfied,
    phone = excluded.phone,
    rated = excluded.rated,
    opined = excluded.opined,
    unhappy = excluded.unhappy;
end
$$;

-- Adds what is said to the counts of its account; false where more is new than this answer, and all of it has to be counted.
create or replace function count_one_more(said answer) returns boolean
language plpgsql security definer set search_path = keypulse, public as $$
declare
  its_stratum text;
  scores smallint[];
  more_rated int[] := '{}';
  more_opined int[] := '{}';
  more_unhappy int[] := '{}';
  kept account_count;
  its_own account_count;
  unhappy_people int := 0;
  opinions int := 0;
  no_opinions int := 0;
  people int := 0;
  spread_stratum text;
  unhappy int[] := filled('{}');
  aspects_before int[] := '{}';
  aspects_after int[] := '{}';
  is_dissatisfied int := (said.overall <= 2)::int;
  has_opinion int := (said.overall <> 3)::int;
begin
  select f.stratum, array[said.ratings[1], said.ratings[2], said.ratings[3], said.ratings[4], said.ratings[5], said.ratings[6],
      said.ratings[7], said.ratings[8], said.ratings[array_position(w.aspects, 'PRICE')],
      worst(said.ratings[array_position(w.aspects, 'PRODUCT_QUALITY')], said.ratings[array_position(w.aspects, 'DELIVERY')],
        said.ratings[array_position(w.aspects, 'SERVICE_AND_SUPPORT')]),
      worst(said.ratings[array_position(w.aspects, 'COMMUNICATION')], said.ratings[array_position(w.aspects, 'SALES_WORK')],
        said.ratings[array_position(w.aspects, 'CULTURE_AND_RELATIONSHIP')]),
      said.ratings[array_position(w.aspects, 'BRAND')]]
    into its_stratum, scores
  from frame_entry f join wave w on w.id = f.wave_id
  where f.wave_id = said.wave_id and f.contact_id = said.contact_id and f.account_id = said.account_id
    and (f.exclusion is null or f.drawn);

  -- Another answer of the same account waits here until the one before is committed, and then sees it.
  for kept in
    select * from account_count c where c.wave_id = said.wave_id and c.account_id = said.account_id order by c.stratum for update
  loop
    unhappy_people := unhappy_people + kept.extremely_dissatisfied + kept.somewhat_dissatisfied;
    opinions := opinions + kept.extremely_dissatisfied + kept.somewhat_dissatisfied + kept.satisfied_overall
      + kept.very_satisfied;
    no_opinions := no_opinions + kept.no_opinion;
    people := people + kept.population - kept.no_opinion;
    spread_stratum := least(spread_stratum, kept.stratum);
    unhappy := added(unhappy, kept.unhappy);
    if kept.stratum = its_stratum then
      its_own := kept;
    end if;
  end loop;
  if its_own.stratum is null or opinions + no_opinions + 1 <> (
    select count(*) from answer n where n.wave_id = said.wave_id and n.account_id = said.account_id) then
    return false;
  end if;

  for place in 1 .. 12 loop
    more_rated[place] := (scores[place] is not null)::int;
    more_opined[place] := coalesce(scores[place] <> 3, false)::int;
    more_unhappy[place] := coalesce(scores[place] <= 2, false)::int;
    aspects_before[place] := -(unhappy[place] > 0)::int;
    aspects_after[place] := (unhappy[place] + more_unhappy[place] > 0)::int;
  end loop;
  update account_count c set
    extremely_dissatisfied = c.extremely_dissatisfied + (said.overall = 1)::int,
    somewhat_dissatisfied = c.somewhat_dissatisfied + (said.overall = 2)::int,
    no_opinion = c.no_opinion + (said.overall = 3)::int,
    satisfied_overall = c.satisfied_overall + (said.overall = 4)::int,
    very_satisfied = c.very_satisfied + (said.overall = 5)::int,
    phone = c.phone + (said.mode = 'PHONE')::int,
    rated = added(c.rated, more_rated),
    opined = added(c.opined, more_opined),
    unhappy = added(c.unhappy, more_unhappy)
  where c.wave_id = said.wave_id and c.account_id = said.account_id and c.stratum = its_stratum;
  update people_count k set
    extremely_dissatisfied = k.extremely_dissatisfied + (said.overall = 1)::int,
    somewhat_dissatisfied = k.somewhat_dissatisfied + (said.overall = 2)::int,
    no_opinion = k.no_opinion + (said.overall = 3)::int,
    satisfied_overall = k.satisfied_overall + (said.overall = 4)::int,
    very_satisfied = k.very_satisfied + (said.overall = 5)::int,
    phone = k.phone + (said.mode = 'PHONE')::int,
    rated = added(k.rated, more_rated),
    opined = added(k.opined, more_opined),
    unhappy = added(k.unhappy, more_unhappy)
  where k.wave_id = said.wave_id and k.team_id = its_own.team_id and k.segment = its_own.segment and k.stratum = its_stratum
    and k.part = said.account_id & 15;

  insert into account_spread as k (wave_id, team_id, segment, stratum, part, people, dissatisfied, with_opinion, accounts,
    unhappy, unhappy_at_all)
  select said.wave_id, its_own.team_id, its_own.segment, spread_stratum, said.account_id & 15, m.people, m.dissatisfied,
    m.with_opinion, sum(m.accounts), sum_of(m.unhappy), sum(m.accounts * (0 <> any (m.unhappy))::int)
  from (values
    (-1, people, unhappy_people, opinions, aspects_before),
    (1, people - 1 + has_opinion, unhappy_people + is_dissatisfied, opinions + has_opinion, aspects_after))
    as m (accounts, people, dissatisfied, with_opinion, unhappy)
  group by m.people, m.dissatisfied, m.with_opinion
  order by m.people, m.dissatisfied, m.with_opinion
  on conflict on constraint account_spread_key do update set
    accounts = k.accounts + excluded.accounts,
    unhappy = added(k.unhappy, excluded.unhappy),
    unhappy_at_all = k.unhappy_at_all + excluded.unhappy_at_all;
  return true;
end
$$;

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
    insert into account_spread (wave_id, team_id, segment, stratum, part, people, dissatisfied, with_opinion, accounts,
      unhappy, unhappy_at_all)
    select new.id, team_id, segment, stratum, account_id & 15, people, 0, 0, count(*), '{}', 0
    from (
      select account_id, team_id, segment, min(stratum) as stratum, sum(population)::int as people
      from by_account group by account_id, team_id, segment) a
    group by team_id, segment, stratum, account_id & 15, people)
  insert into account_count (wave_id, account_id, stratum, team_id, segment, population, drawn, extremely_dissatisfied,
    somewhat_dissatisfied, no_opinion, satisfied_overall, very_satisfied, phone, rated, opined, unhappy)
  select new.id, account_id, stratum, team_id, segment, population, drawn, 0, 0, 0, 0, 0, 0, '{}', '{}', '{}'
  from by_account;
  return null;
end
$$;
