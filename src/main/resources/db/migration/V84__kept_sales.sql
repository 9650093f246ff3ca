-- What every account bought in the twelve months until today, which all shares and ranks stand on, is kept as it was added
-- up last; beside it the database writes down, in the transaction of every change, which accounts have changed since. These
-- few are added up from their lines whenever somebody asks, so that a figure is always that of the lines. Sums are kept
-- again when many have changed, and the notes of what they know by then go in the same statement: whoever reads sees sums
-- and notes that belong together. Nobody but the functions below reads any of it.
create table kept_sales (
  since            date not null,
  last_day         date not null,
  into_currency    text not null,
  company_currency text not null,
  rate_days        int not null,
  accounts         int[] not null, -- by what they bought, the least first
  nets             numeric[] not null,
  net              numeric not null,
  unconverted      int[] not null, -- accounts that have lines without a rate, added up whenever somebody asks
  constraint kept_sales_key primary key (since, last_day, into_currency, company_currency, rate_days)
);
create table changed_sales (
  id       bigint generated always as identity primary key,
  accounts int[] -- nothing: all, for a rate has changed
);

create function note_sales() returns trigger language plpgsql security definer set search_path = keypulse, public as $$
begin
  insert into changed_sales (accounts) select array_agg(distinct account_id) from touched having count(*) > 0;
  return null;
end
$$;
create trigger new_purchases_are_noted after insert on purchase
  referencing new table as touched for each statement execute function note_sales();
create trigger gone_purchases_are_noted after delete on purchase
  referencing old table as touched for each statement execute function note_sales();

-- A line that only goes along to another team is none.
create function note_changed_sales() returns trigger
language plpgsql security definer set search_path = keypulse, public as $$
begin
  insert into changed_sales (accounts)
    select array_agg(distinct a.account_id)
    from former f join latter l using (id) cross join lateral (values (f.account_id), (l.account_id)) as a (account_id)
    where (f.account_id, f.purchased_on, f.currency, f.net_amount, f.superseded_at is null)
      is distinct from (l.account_id, l.purchased_on, l.currency, l.net_amount, l.superseded_at is null)
    having count(*) > 0;
  return null;
end
$$;
create trigger changed_purchases_are_noted after update on purchase
  referencing old table as former new table as latter for each statement execute function note_changed_sales();

create function note_all_sales() returns trigger language plpgsql security definer set search_path = keypulse, public as $$
begin
  insert into changed_sales (accounts) values (null);
  return null;
end
$$;
create trigger emptied_purchases_are_noted after truncate on purchase
  for each statement execute function note_all_sales();
create trigger changed_rates_are_noted after insert or update or delete or truncate on exchange_rate
  for each statement execute function note_all_sales();

-- What the lines say: of all accounts, or of these. converted tells whether every line has a rate.
create function sales_of_lines(whose int[], since date, last_day date, into_ text, company text, days int)
returns table (account_id int, net numeric, converted boolean) language plpgsql stable rows 1000
set plan_cache_mode = force_custom_plan as $$
begin
  return query
  select p.account_id, sum(case when p.currency = into_ then p.net_amount else p.net_amount * r.rate end),
    bool_and(p.currency = into_ or r.rate is not null)
  from purchase p
  -- Grouped here, so that the planner knows there is one rate of a day and looks it up, instead of looking up the lines.
  left join (
    select o.currency, o.purchased_on as day,
      conversion_rate(o.currency, into_, company, o.purchased_on - days, o.purchased_on) as rate
    from purchase o
    where o.superseded_at is null and o.purchased_on between since and last_day and o.currency <> into_
      and (whose is null or o.account_id = any (whose))
    group by o.currency, o.purchased_on) r on r.currency = p.currency and r.day = p.purchased_on
  where p.superseded_at is null and p.purchased_on between since and last_day
    and (whose is null or p.account_id = any (whose))
  group by p.account_id;
end
$$;

-- What is kept of this period, while it helps; unconverted has all accounts that have to be added up anew.
create function kept_of(since_ date, last_day_ date, into_ text, company text, days int) returns setof kept_sales
language sql stable as $$
  select k.since, k.last_day, k.into_currency, k.company_currency, k.rate_days, k.accounts, k.nets, k.net,
    k.unconverted || array(select distinct a from changed_sales c, unnest(c.accounts) as a)
  from kept_sales k
  where (k.since, k.last_day, k.into_currency, k.company_currency, k.rate_days) = (since_, last_day_, into_, company, days)
    and not exists (select from changed_sales where accounts is null)
$$;

create function sales_of_accounts(since_ date, last_day_ date, into_ text, company text, days int)
returns table (account_id int, net numeric, converted boolean) language plpgsql stable rows 100000 as $$
declare
  kept kept_sales;
begin
  select * into kept from kept_of(since_, last_day_, into_, company, days);
  if not found then
    return query select * from sales_of_lines(null, since_, last_day_, into_, company, days);
    return;
  end if;
  return query
    select k.account_id, k.net, true from unnest(kept.accounts, kept.nets) as k (account_id, net)
    where kept.unconverted = '{}' or k.account_id not in (select unnest(kept.unconverted))
    union all
    select * from sales_of_lines(kept.unconverted, since_, last_day_, into_, company, days) where kept.unconverted <> '{}';
end
$$;

-- Keeps the sums of this period, and of no other, where it is not kept or much has changed; says whether it did.
create function keep_sales(since_ date, last_day_ date, into_ text, company text, days int) returns boolean
language plpgsql security definer set search_path = keypulse, public as $$
begin
  -- One after the other: whoever is second finds nothing to do.
  perform pg_advisory_xact_lock(hashtext('kept_sales'));
  if exists (select from kept_sales k
      where (k.since, k.last_day, k.into_currency, k.company_currency, k.rate_days) = (since_, last_day_, into_, company, days))
    and not exists (select from changed_sales where accounts is null)
    and (select coalesce(sum(cardinality(accounts)), 0) from changed_sales) < 500
  then
    return false;
  end if;
  -- One statement, so that it adds up what it forgets the notes of.
  with known as (delete from changed_sales),
  others as (
    delete from kept_sales k where (k.since, k.last_day, k.into_currency, k.company_currency, k.rate_days)
      is distinct from (since_, last_day_, into_, company, days))
  insert into kept_sales
    select since_, last_day_, into_, company, days,
      coalesce(array_agg(s.account_id order by s.net) filter (where s.converted), '{}'),
      coalesce(array_agg(s.net order by s.net) filter (where s.converted), '{}'),
      coalesce(sum(s.net) filter (where s.converted), 0),
      coalesce(array_agg(s.account_id) filter (where not s.converted), '{}')
    from sales_of_lines(null, since_, last_day_, into_, company, days) s
  on conflict on constraint kept_sales_key do update set
    accounts = excluded.accounts, nets = excluded.nets, net = excluded.net, unconverted = excluded.unconverted;
  return true;
end
$$;

-- At how many accounts what is kept is not what the lines say.
create function wrong_sales() returns int language sql stable security definer set search_path = keypulse, public as $$
  select count(*)::int
  from kept_sales k
  cross join lateral (
    select coalesce(a.account_id, l.account_id)
    from sales_of_accounts(k.since, k.last_day, k.into_currency, k.company_currency, k.rate_days) a
    full join sales_of_lines(null, k.since, k.last_day, k.into_currency, k.company_currency, k.rate_days) l
      on l.account_id = a.account_id
    where (a.net, a.converted) is distinct from (l.net, l.converted)) w
$$;

-- Of the accounts that the viewer sees.
create function visible_sales(since date, last_day date, into_ text, company text, days int)
returns table (account_id int, net numeric, converted boolean)
language plpgsql stable security definer rows 100000 set search_path = keypulse, public as $$
declare
  sees_all boolean := current_setting('role') in ('keypulse_analyst', 'keypulse_system');
  teams int[] := visible_teams();
begin
  return query
  select s.account_id, s.net, s.converted from sales_of_accounts(since, last_day, into_, company, days) s
  where sees_all or exists (select from account v where v.id = s.account_id and v.team_id = any (teams));
end
$$;

-- With three significant digits, lest the difference of two periods tell what somebody else bought.
create function share_of(part numeric, whole numeric) returns double precision language sql immutable as $$
  select case when part = 0 then 0 else round(part / whole, 2 - floor(log(abs(part / whole)))::int) end::double precision
$$;

-- As before, from the sums above. Where each company counts alone, what is kept already is in order: places in it and its
-- sum are put right by the accounts that have changed since.
create or replace function sales_standings(heads int[], members int[], grouped boolean, since date, last_day date, into_ text,
  company text, days int)
returns table (head int, share double precision, place int, customers int, positive boolean, complete boolean)
language plpgsql stable security definer rows 25 set search_path = keypulse, public as $$
declare
  sees_all boolean := current_setting('role') in ('keypulse_analyst', 'keypulse_system');
  teams int[] := visible_teams();
  kept kept_sales;
begin
  select * into kept from kept_of(since, last_day, into_, company, days) where not grouped;
  if found then
    return query
    with now as materialized (
      select s.account_id, s.net, s.converted from sales_of_lines(kept.unconverted, since, last_day, into_, company, days) s),
    moved as materialized (
      select -1 as sign, k.net from unnest(kept.accounts, kept.nets) as k (account_id, net)
      where kept.unconverted <> '{}' and k.account_id in (select unnest(kept.unconverted))
      union all select 1, n.net from now n where n.net is not null),
    own as materialized (
      select a.head, s.net
      from unnest(heads) as a (head)
      join account v on v.id = a.head and (sees_all or v.team_id = any (teams))
      left join sales_of_lines(members, since, last_day, into_, company, days) s on s.account_id = a.head),
    whole as materialized (
      select kept.net + coalesce(sum(m.sign * m.net), 0) as net, cardinality(kept.nets) + coalesce(sum(m.sign), 0)::int as number
      from moved m)
    select o.head,
      case when w.net > 0 and others.number >= 5 then share_of(coalesce(o.net, 0), w.net) end,
      case when others.number >= 5 then
        1 + cardinality(kept.nets) - width_bucket(coalesce(o.net, 0), kept.nets)
          + (select coalesce(sum(m.sign), 0) from moved m where m.net > coalesce(o.net, 0))::int
      end,
      w.number, w.net > 0, (select coalesce(bool_and(n.converted), true) from now n)
    from own o cross join whole w
    cross join lateral (select w.number - (o.net is not null)::int as number) others;
    return;
  end if;
  return query
  with sold as materialized (
    select s.account_id, s.net, s.converted from sales_of_accounts(since, last_day, into_, company, days) s),
  top as materialized (
    select t.account_id, t.top_id from company_tops(last_day) t where grouped),
  customer as materialized (
    select coalesce(t.top_id, s.account_id) as id, sum(s.net) as net, bool_and(s.converted) as converted
    from sold s left join top t on t.account_id = s.account_id
    group by 1),
  own as materialized (
    select a.head, coalesce(t.top_id, a.head) as customer_id, sum(coalesce(s.net, 0)) as net
    from unnest(heads, members) as a (head, member)
    join account v on v.id = a.member and (sees_all or v.team_id = any (teams))
    left join sold s on s.account_id = a.member
    left join top t on t.account_id = a.head
    group by 1, 2),
  whole as materialized (
    select coalesce(sum(c.net), 0) as net, array_agg(c.net order by c.net) filter (where c.net is not null) as nets,
      coalesce(bool_and(c.converted), true) as converted
    from customer c)
  select o.head,
    case when w.net > 0 and other.customers >= 5 then share_of(o.net, w.net) end,
    case when other.customers >= 5 then
      (1 + cardinality(w.nets) - width_bucket(o.net, w.nets) - (coalesce(c.net, o.net) > o.net)::int)
    end,
    coalesce(cardinality(w.nets), 0), w.net > 0, w.converted
  from own o cross join whole w left join customer c on c.id = o.customer_id
  cross join lateral (
    select coalesce(cardinality(w.nets), 0) - (c.net is not null)::int as customers) other;
end
$$;

revoke execute on function sales_of_lines(int[], date, date, text, text, int), kept_of(date, date, text, text, int),
  sales_of_accounts(date, date, text, text, int), keep_sales(date, date, text, text, int), wrong_sales(),
  visible_sales(date, date, text, text, int) from public;
grant execute on function visible_sales(date, date, text, text, int)
  to keypulse_member, keypulse_analyst, keypulse_system;
grant execute on function keep_sales(date, date, text, text, int), wrong_sales() to keypulse_system;
