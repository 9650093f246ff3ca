-- Kept counts know the levels of competition too: after the eight places of aspects rated, opined and unhappy have four more,
-- for PRICE, QUALITY, CULTURE and BRAND. A person counts there once, by the worst that they say of any aspect of the level.

-- The place of an aspect's level.
create function level_place(aspect text) returns int language sql immutable as $$
  select case aspect
    when 'PRICE' then 9
    when 'PRODUCT_QUALITY' then 10 when 'DELIVERY' then 10 when 'SERVICE_AND_SUPPORT' then 10
    when 'COMMUNICATION' then 11 when 'SALES_WORK' then 11 when 'CULTURE_AND_RELATIONSHIP' then 11
    when 'BRAND' then 12
  end
$$;

create function with_levels(aspects text[], ratings smallint[]) returns smallint[] language plpgsql immutable as $$
declare
  all_of smallint[] := array_fill(null::smallint, array[12]);
  score smallint;
  level int;
begin
  if ratings is null then
    return null;
  end if;
  for place in 1 .. cardinality(aspects) loop
    score := ratings[place];
    if score is not null then
      all_of[place] := score;
      level := level_place(aspects[place]);
      if all_of[level] is null or all_of[level] = 3 or score <> 3 and score < all_of[level] then
        all_of[level] := score;
      end if;
    end if;
  end loop;
  return all_of;
end
$$;

-- What the rows of these accounts in these waves say, pair by pair.
create or replace function counted_from_rows(waves int[], accounts int[]) returns setof account_count language sql stable as $$
  with pair as (select distinct wave_id, account_id from unnest(waves, accounts) as p (wave_id, account_id)),
  said as (
    select f.wave_id, f.account_id, f.stratum, f.drawn, n.overall, n.mode,
      with_levels(w.aspects, n.ratings) as ratings
    from pair p
    join wave w on w.id = p.wave_id
    join frame_entry f on f.wave_id = p.wave_id and f.account_id = p.account_id and (f.exclusion is null or f.drawn)
    left join answer n on n.wave_id = f.wave_id and n.contact_id = f.contact_id),
  people as (
    select wave_id, account_id, stratum, count(*)::int as population, (count(*) filter (where drawn))::int as drawn,
      (count(*) filter (where overall = 1))::int as extremely_dissatisfied,
      (count(*) filter (where overall = 2))::int as somewhat_dissatisfied,
      (count(*) filter (where overall = 3))::int as no_opinion,
      (count(*) filter (where overall = 4))::int as satisfied_overall,
      (count(*) filter (where overall = 5))::int as very_satisfied,
      (count(*) filter (where mode = 'PHONE'))::int as phone
    from said group by wave_id, account_id, stratum),
  marked as (
    select wave_id, account_id, stratum, place, count(ratings[place])::int as rated,
      (count(*) filter (where ratings[place] <> 3))::int as opined,
      (count(*) filter (where ratings[place] <= 2))::int as unhappy
    from said cross join generate_series(1, 12) as place where ratings is not null
    group by wave_id, account_id, stratum, place),
  marks as (
    select wave_id, account_id, stratum, array_agg(rated order by place) as rated, array_agg(opined order by place) as opined,
      array_agg(unhappy order by place) as unhappy
    from marked group by wave_id, account_id, stratum)
  select p.wave_id, p.account_id, p.stratum, a.team_id, a.segment, p.population, p.drawn, p.extremely_dissatisfied,
    p.somewhat_dissatisfied, p.no_opinion, p.satisfied_overall, p.very_satisfied, p.phone,
    coalesce(m.rated, '{}'), coalesce(m.opined, '{}'), coalesce(m.unhappy, '{}')
  from people p join account a on a.id = p.account_id left join marks m using (wave_id, account_id, stratum)
$$;

-- What was kept has no such places: everything is counted once more.
truncate account_count, people_count, account_spread;
select count_again(array_agg(wave_id), array_agg(account_id))
from (select distinct wave_id, account_id from frame_entry) p having count(*) > 0;
