-- Counts that are kept as frames close and answers arrive, so that a figure over many accounts reads a few rows however many
-- answers there are. One mechanism keeps them: what an account says in a wave is counted from its rows once more, and the
-- difference to what was counted before is added up. So a repetition changes nothing, and corrected, moved and erased
-- answers leave exactly. rated, opined and unhappy count, at the place of each aspect of the wave, those who marked it,
-- who have an opinion, and who are dissatisfied with it.

-- What the people of an account say in a wave; team and segment are those under which it is added up.
create table account_count (
  wave_id               int not null,
  account_id            int not null,
  stratum               text not null,
  team_id               int not null,
  segment               text not null,
  population            int not null,
  drawn                 int not null,
  extremely_dissatisfied int not null,
  somewhat_dissatisfied int not null,
  no_opinion            int not null,
  satisfied_overall     int not null,
  very_satisfied        int not null,
  phone                 int not null,
  rated                 int[] not null,
  opined                int[] not null,
  unhappy               int[] not null,
  constraint account_count_key primary key (wave_id, account_id, stratum)
);
create index account_count_by_account on account_count (account_id);
create index account_count_by_team on account_count (team_id, wave_id);
select put_behind_the_wall('account_count');
revoke insert, update on account_count from keypulse_system;

-- The same added up over accounts. Each is one of sixteen parts, so that answers of different accounts seldom wait for each
-- other.
create table people_count (
  wave_id               int not null,
  team_id               int not null,
  segment               text not null,
  stratum               text not null,
  part                  int not null,
  population            int not null,
  drawn                 int not null,
  extremely_dissatisfied int not null,
  somewhat_dissatisfied int not null,
  no_opinion            int not null,
  satisfied_overall     int not null,
  very_satisfied        int not null,
  phone                 int not null,
  rated                 int[] not null,
  opined                int[] not null,
  unhappy               int[] not null,
  constraint people_count_key primary key (wave_id, team_id, segment, stratum, part)
);
select put_behind_the_wall('people_count');
revoke insert, update on people_count from keypulse_system;

-- How many accounts have so many dissatisfied of so many with an opinion; of these, at the place of each aspect, those with
-- anybody who is dissatisfied with it, and those with anybody who is dissatisfied with any.
create table account_spread (
  wave_id       int not null,
  team_id       int not null,
  segment       text not null,
  part          int not null,
  dissatisfied  int not null,
  with_opinion  int not null,
  accounts      int not null,
  unhappy       int[] not null,
  unhappy_at_all int not null,
  constraint account_spread_key primary key (wave_id, team_id, segment, part, dissatisfied, with_opinion)
);
select put_behind_the_wall('account_spread');
revoke insert, update on account_spread from keypulse_system;

-- Place by place; '{}' is nothing at every place. Loops, as each call of a function in SQL that aggregates costs ten times more.
create function added(a int[], b int[]) returns int[] language plpgsql immutable as $$
begin
  if a = '{}' then
    return b;
  end if;
  for place in 1 .. cardinality(b) loop
    a[place] := a[place] + b[place];
  end loop;
  return a;
end
$$;
create function times(factor int, a int[]) returns int[] language plpgsql immutable as $$
begin
  for place in 1 .. cardinality(a) loop
    a[place] := factor * a[place];
  end loop;
  return a;
end
$$;
create function signs(a int[]) returns int[] language plpgsql immutable as $$
begin
  for place in 1 .. cardinality(a) loop
    a[place] := sign(a[place]);
  end loop;
  return a;
end
$$;
create function without_zeros(a int[]) returns int[] language sql immutable as $$
  select case when 0 = all (a) then '{}' else a end
$$;
create aggregate sum_of(int[]) (sfunc = added, stype = int[], initcond = '{}');

-- What the rows of these accounts in these waves say, pair by pair.
create function counted_from_rows(waves int[], accounts int[]) returns setof account_count language sql stable as $$
  with pair as (select distinct wave_id, account_id from unnest(waves, accounts) as p (wave_id, account_id)),
  said as (
    select f.wave_id, f.account_id, f.stratum, f.drawn, n.overall, n.mode, n.ratings
    from pair p
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
    from said cross join generate_series(1, 8) as place where ratings is not null
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

-- Counts these accounts in these waves once more, pair by pair.
create function count_again(waves int[], accounts int[]) returns void
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
  signed as materialized (select 1 as sign, fresh.* from fresh union all select -1, former.* from former),
  by_account as (
    select sign, wave_id, account_id, min(team_id) as team_id, min(segment) as segment,
      sum(extremely_dissatisfied + somewhat_dissatisfied)::int as dissatisfied,
      sum(extremely_dissatisfied + somewhat_dissatisfied + satisfied_overall + very_satisfied)::int as with_opinion,
      signs(sum_of(unhappy)) as unhappy
    from signed group by sign, wave_id, account_id),
  people as (
    insert into people_count as k (wave_id, team_id, segment, stratum, part, population, drawn, extremely_dissatisfied,
      somewhat_dissatisfied, no_opinion, satisfied_overall, very_satisfied, phone, rated, opined, unhappy)
    select wave_id, team_id, segment, stratum, account_id & 15, sum(sign * population), sum(sign * drawn),
      sum(sign * extremely_dissatisfied), sum(sign * somewhat_dissatisfied), sum(sign * no_opinion),
      sum(sign * satisfied_overall), sum(sign * very_satisfied), sum(sign * phone),
      sum_of(times(sign, rated)), sum_of(times(sign, opined)), sum_of(times(sign, unhappy))
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
    select wave_id, team_id, segment, account_id & 15, dissatisfied, with_opinion, sum(sign),
      sum_of(times(sign, unhappy)), sum(sign * (1 = any (unhappy))::int)
    from by_account group by 1, 2, 3, 4, 5, 6
    having sum(sign) <> 0 or 0 <> any (sum_of(times(sign, unhappy))) or sum(sign * (1 = any (unhappy))::int) <> 0
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

create function count_frame() returns trigger language plpgsql security definer set search_path = keypulse, public as $$
begin
  perform count_again(array_agg(wave_id), array_agg(account_id))
    from (select distinct wave_id, account_id from entered) p having count(*) > 0;
  return null;
end
$$;
create trigger frame_is_counted after insert on frame_entry
  referencing new table as entered for each statement execute function count_frame();

-- Drawn, or moved with its account; a new team of the account is the account's own change.
create function count_changed_frame() returns trigger
language plpgsql security definer set search_path = keypulse, public as $$
begin
  perform count_again(array_agg(wave_id), array_agg(account_id))
    from (
      select distinct wave_id, p.account_id from former f join latter l using (wave_id, contact_id)
      cross join lateral (values (f.account_id), (l.account_id)) as p (account_id)
      where f.account_id <> l.account_id or f.drawn <> l.drawn) p
    having count(*) > 0;
  return null;
end
$$;
create trigger changed_frame_is_counted after update on frame_entry
  referencing old table as former new table as latter for each statement execute function count_changed_frame();

-- At the end of the transaction, so that others wait for its commit and for nothing else. It is about one account: planned
-- once, and by way of the indexes.
create function count_answer() returns trigger language plpgsql security definer set search_path = keypulse, public
  set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
begin
  if tg_op <> 'INSERT' then
    perform count_again(array[old.wave_id], array[old.account_id]);
  end if;
  if tg_op <> 'DELETE' then
    perform count_again(array[new.wave_id], array[new.account_id]);
  end if;
  return null;
end
$$;
create constraint trigger answer_is_counted after insert or delete on answer deferrable initially deferred
  for each row execute function count_answer();
create constraint trigger changed_answer_is_counted after update on answer deferrable initially deferred
  for each row
  when ((old.account_id, old.overall, old.ratings, old.mode) is distinct from (new.account_id, new.overall, new.ratings, new.mode))
  execute function count_answer();

create function count_moved_account() returns trigger
language plpgsql security definer set search_path = keypulse, public as $$
begin
  perform count_again(array_agg(wave_id), array_agg(account_id))
    from (select distinct wave_id, account_id from account_count where account_id = new.id) p having count(*) > 0;
  return null;
end
$$;
create trigger moved_account_is_counted after update of team_id, segment on account
  for each row when ((old.team_id, old.segment) is distinct from (new.team_id, new.segment))
  execute function count_moved_account();

-- Waves in which what is kept is not what the rows say, and at how many accounts.
create function wrong_counts(waves int[]) returns table (wave_id int, accounts int)
language sql stable security definer set search_path = keypulse, public as $$
  with asked as (select distinct f.wave_id, f.account_id from frame_entry f where f.wave_id = any (waves)
    union select c.wave_id, c.account_id from account_count c where c.wave_id = any (waves)),
  rows_say as materialized (
    select r.* from (select array_agg(a.wave_id) as waves, array_agg(a.account_id) as accounts from asked a) a
    cross join lateral counted_from_rows(a.waves, a.accounts) r),
  differs as (
    (select * from rows_say except select * from account_count c where c.wave_id = any (waves))
    union (select * from account_count c where c.wave_id = any (waves) except select * from rows_say)),
  sums as (
    select k.wave_id, k.team_id, k.segment, k.stratum, k.part, population, drawn, extremely_dissatisfied,
      somewhat_dissatisfied, no_opinion, satisfied_overall, very_satisfied, phone, without_zeros(rated) as rated,
      without_zeros(opined) as opined, without_zeros(unhappy) as unhappy
    from people_count k where k.wave_id = any (waves)),
  added_up as (
    select c.wave_id, c.team_id, c.segment, c.stratum, c.account_id & 15 as part, sum(population)::int as population,
      sum(drawn)::int as drawn, sum(extremely_dissatisfied)::int as extremely_dissatisfied,
      sum(somewhat_dissatisfied)::int as somewhat_dissatisfied, sum(no_opinion)::int as no_opinion,
      sum(satisfied_overall)::int as satisfied_overall, sum(very_satisfied)::int as very_satisfied,
      sum(phone)::int as phone, without_zeros(sum_of(rated)) as rated, without_zeros(sum_of(opined)) as opined,
      without_zeros(sum_of(unhappy)) as unhappy
    from account_count c where c.wave_id = any (waves) group by 1, 2, 3, 4, 5),
  wrong_sums as (
    (select * from added_up except select * from sums)
    union (select * from sums where population <> 0 except select * from added_up))
  select wave_id, sum(accounts)::int from (
    select d.wave_id, count(distinct d.account_id) as accounts from differs d group by d.wave_id
    union all select s.wave_id, count(*) from wrong_sums s group by s.wave_id) w
  group by wave_id
$$;
revoke execute on function count_again(int[], int[]), wrong_counts(int[]) from public;
grant execute on function count_again(int[], int[]), wrong_counts(int[]) to keypulse_system;

select count_again(array_agg(wave_id), array_agg(account_id))
from (select distinct wave_id, account_id from frame_entry) p having count(*) > 0;
