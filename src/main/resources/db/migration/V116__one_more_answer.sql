-- An answer of an account whose other people are counted already is added to what is kept: counting all of them once more cost
-- more than storing it.

-- Adds what is said to the counts of its account; false where more is new than this answer, and all of it has to be counted.
create function count_one_more(said answer) returns boolean
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

  insert into account_spread as k (wave_id, team_id, segment, part, dissatisfied, with_opinion, accounts, unhappy, unhappy_at_all)
  select said.wave_id, its_own.team_id, its_own.segment, said.account_id & 15, m.dissatisfied, m.with_opinion, sum(m.accounts),
    sum_of(m.unhappy), sum(m.accounts * (0 <> any (m.unhappy))::int)
  from (values
    (-1, unhappy_people, opinions, aspects_before),
    (1, unhappy_people + is_dissatisfied, opinions + has_opinion, aspects_after))
    as m (accounts, dissatisfied, with_opinion, unhappy)
  group by m.dissatisfied, m.with_opinion
  order by m.dissatisfied, m.with_opinion
  on conflict on constraint account_spread_key do update set
    accounts = k.accounts + excluded.accounts,
    unhappy = added(k.unhappy, excluded.unhappy),
    unhappy_at_all = k.unhappy_at_all + excluded.unhappy_at_all;
  return true;
end
$$;
revoke execute on function count_one_more(answer) from public;

create or replace function count_answer() returns trigger language plpgsql security definer set search_path = keypulse, public
  set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
begin
  if tg_op = 'INSERT' and count_one_more(new) then
    return null;
  end if;
  if tg_op <> 'INSERT' then
    perform count_again(array[old.wave_id], array[old.account_id]);
  end if;
  if tg_op <> 'DELETE' then
    perform count_again(array[new.wave_id], array[new.account_id]);
  end if;
  return null;
end
$$;
