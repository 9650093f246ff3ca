-- Counts what the rows say in one pass over them, place by place in columns: a row for each person and place, and the same
-- twice grouped, was most of what it took to store an answer and to count a wave. What is counted stays the same.

-- What somebody says of a level of competition: the worst of what they say of its aspects; 3 where that is all they say.
create function worst(a smallint, b smallint, c smallint) returns smallint language sql immutable parallel safe as $$
  select coalesce(least(nullif(a, 3), nullif(b, 3), nullif(c, 3)), a, b, c)
$$;

-- What the rows of these accounts in these waves say, pair by pair.
create or replace function counted_from_rows(waves int[], accounts int[]) returns setof account_count language sql stable as $$
  with pair as (select distinct wave_id, account_id from unnest(waves, accounts) as p (wave_id, account_id)),
  wave_of_pair as materialized (
    select w.id, array_position(w.aspects, 'PRICE') as price, array_position(w.aspects, 'BRAND') as brand,
      array_position(w.aspects, 'PRODUCT_QUALITY') as quality, array_position(w.aspects, 'DELIVERY') as delivery,
      array_position(w.aspects, 'SERVICE_AND_SUPPORT') as service,
      array_position(w.aspects, 'COMMUNICATION') as communication, array_position(w.aspects, 'SALES_WORK') as sales,
      array_position(w.aspects, 'CULTURE_AND_RELATIONSHIP') as culture
    from wave w where w.id = any (waves)),
  said as (
    select f.wave_id, f.account_id, f.stratum, f.drawn, n.overall, n.mode, n.ratings as r,
      n.ratings[w.price] as price, n.ratings[w.brand] as brand,
      worst(n.ratings[w.quality], n.ratings[w.delivery], n.ratings[w.service]) as quality,
      worst(n.ratings[w.communication], n.ratings[w.sales], n.ratings[w.culture]) as culture
    from pair p
    join wave_of_pair w on w.id = p.wave_id
    join frame_entry f on f.wave_id = p.wave_id and f.account_id = p.account_id and (f.exclusion is null or f.drawn)
    left join answer n on n.wave_id = f.wave_id and n.contact_id = f.contact_id),
  people as (
    select wave_id, account_id, stratum, count(*) as population, count(*) filter (where drawn) as drawn,
      count(overall) as answered,
      count(*) filter (where overall = 1) as extremely_dissatisfied,
      count(*) filter (where overall = 2) as somewhat_dissatisfied,
      count(*) filter (where overall = 3) as no_opinion,
      count(*) filter (where overall = 4) as satisfied_overall,
      count(*) filter (where overall = 5) as very_satisfied,
      count(*) filter (where mode = 'PHONE') as phone,
      array[count(r[1]), count(r[2]), count(r[3]), count(r[4]), count(r[5]), count(r[6]), count(r[7]), count(r[8]),
        count(price), count(quality), count(culture), count(brand)]::int[] as rated,
      array[count(*) filter (where r[1] <> 3), count(*) filter (where r[2] <> 3), count(*) filter (where r[3] <> 3),
        count(*) filter (where r[4] <> 3), count(*) filter (where r[5] <> 3), count(*) filter (where r[6] <> 3),
        count(*) filter (where r[7] <> 3), count(*) filter (where r[8] <> 3), count(*) filter (where price <> 3),
        count(*) filter (where quality <> 3), count(*) filter (where culture <> 3),
        count(*) filter (where brand <> 3)]::int[] as opined,
      array[count(*) filter (where r[1] <= 2), count(*) filter (where r[2] <= 2), count(*) filter (where r[3] <= 2),
        count(*) filter (where r[4] <= 2), count(*) filter (where r[5] <= 2), count(*) filter (where r[6] <= 2),
        count(*) filter (where r[7] <= 2), count(*) filter (where r[8] <= 2), count(*) filter (where price <= 2),
        count(*) filter (where quality <= 2), count(*) filter (where culture <= 2),
        count(*) filter (where brand <= 2)]::int[] as unhappy
    from said group by wave_id, account_id, stratum)
  select p.wave_id, p.account_id, p.stratum, a.team_id, a.segment, population::int, drawn::int,
    extremely_dissatisfied::int, somewhat_dissatisfied::int, no_opinion::int, satisfied_overall::int,
    very_satisfied::int, phone::int, case when answered = 0 then '{}' else rated end,
    case when answered = 0 then '{}' else opined end, case when answered = 0 then '{}' else unhappy end
  from people p join account a on a.id = p.account_id
$$;
drop function with_levels(text[], smallint[]);

create function filled(a int[]) returns int[] language sql immutable parallel safe as $$
  select case when a = '{}' then '{0,0,0,0,0,0,0,0,0,0,0,0}' else a end
$$;

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
    insert into account_spread as k (wave_id, team_id, segment, part, dissatisfied, with_opinion, accounts, unhappy,
      unhappy_at_all)
    select * from (
      select wave_id, team_id, segment, account_id & 15, dissatisfied, with_opinion, sum(sign) as accounts,
        array[sum(sign * unhappy[1]), sum(sign * unhappy[2]), sum(sign * unhappy[3]), sum(sign * unhappy[4]),
          sum(sign * unhappy[5]), sum(sign * unhappy[6]), sum(sign * unhappy[7]), sum(sign * unhappy[8]),
          sum(sign * unhappy[9]), sum(sign * unhappy[10]), sum(sign * unhappy[11]), sum(sign * unhappy[12])]::int[] as unhappy,
        sum(sign * (1 = any (unhappy))::int) as unhappy_at_all
      from by_account group by 1, 2, 3, 4, 5, 6) s
    where s.accounts <> 0 or 0 <> any (s.unhappy) or s.unhappy_at_all <> 0
    order by 1, 2, 3, 4, 5, 6
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
drop function times(int, int[]), signs(int[]);
