-- Whoever bought nothing has no place among those who did, and of whom no rate is known nobody knows how much they bought: they
-- are counted apart, and why a customer has no share or no place is told.
drop function sales_standings(int[], int[], boolean, date, date, text, text, int);

create function why_no_standing(bought boolean, net numeric, others int, whole numeric) returns text language sql immutable as $$
  select case
    when bought and net is null then 'RATE_MISSING'
    when others < 5 then 'TOO_FEW_CUSTOMERS'
    when not bought then 'NO_PURCHASES'
    when whole <= 0 then 'SALES_NOT_POSITIVE' end
$$;

create function sales_standings(heads int[], members int[], grouped boolean, since date, last_day date, into_ text,
  company text, days int)
returns table (head int, share double precision, place int, customers int, positive boolean, complete boolean,
  without_rate int, withheld text)
language plpgsql stable security definer rows 25 set search_path = keypulse, public, pg_temp as $$
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
      select a.head, s.account_id is not null as bought, case when s.account_id is null then 0 else s.net end as net
      from unnest(heads) as a (head)
      join account v on v.id = a.head and (sees_all or v.team_id = any (teams))
      left join sales_of_lines(members, since, last_day, into_, company, days) s on s.account_id = a.head),
    whole as materialized (
      select kept.net + coalesce(sum(m.sign * m.net), 0) as net, cardinality(kept.nets) + coalesce(sum(m.sign), 0)::int as number
      from moved m)
    select o.head,
      case when w.net > 0 and others.number >= 5 then share_of(o.net, w.net) end,
      case when o.bought and others.number >= 5 then
        1 + cardinality(kept.nets) - width_bucket(o.net, kept.nets)
          + (select coalesce(sum(m.sign), 0) from moved m where m.net > o.net)::int
      end,
      w.number, w.net > 0, (select coalesce(bool_and(n.converted), true) from now n),
      (select count(*) from now n where n.net is null)::int,
      why_no_standing(o.bought, o.net, others.number, w.net)
    from own o cross join whole w
    cross join lateral (select w.number - (o.bought and o.net is not null)::int as number) others;
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
    select a.head, coalesce(t.top_id, a.head) as customer_id, bool_or(s.account_id is not null) as bought,
      case when bool_or(s.account_id is not null) then sum(s.net) else 0 end as net
    from unnest(heads, members) as a (head, member)
    join account v on v.id = a.member and (sees_all or v.team_id = any (teams))
    left join sold s on s.account_id = a.member
    left join top t on t.account_id = a.head
    group by 1, 2),
  whole as materialized (
    select coalesce(sum(c.net), 0) as net,
      coalesce(array_agg(c.net order by c.net) filter (where c.net is not null), '{}') as nets,
      coalesce(bool_and(c.converted), true) as converted, (count(*) filter (where c.net is null))::int as without_rate
    from customer c)
  select o.head,
    case when w.net > 0 and other.customers >= 5 then share_of(o.net, w.net) end,
    case when o.bought and other.customers >= 5 then
      1 + cardinality(w.nets) - width_bucket(o.net, w.nets) - (coalesce(c.net, o.net) > o.net)::int
    end,
    cardinality(w.nets), w.net > 0, w.converted, w.without_rate,
    why_no_standing(o.bought, o.net, other.customers, w.net)
  from own o cross join whole w left join customer c on c.id = o.customer_id
  cross join lateral (select cardinality(w.nets) - (c.net is not null)::int as customers) other;
end
$$;
revoke execute on function sales_standings(int[], int[], boolean, date, date, text, text, int) from public;
grant execute on function sales_standings(int[], int[], boolean, date, date, text, text, int)
  to keypulse_member, keypulse_analyst, keypulse_system;
