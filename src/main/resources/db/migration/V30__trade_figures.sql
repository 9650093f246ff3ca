-- Superseded lines are few and read on request.
create index purchase_superseded_by_account on purchase (account_id, purchased_on) where superseded_at is not null;

-- Every company that is owned on that day, and the one at the top above it; hidden ones too, for what belongs together
-- is one customer. Whoever calls joins what the viewer sees.
create function company_tops(day date) returns table (account_id int, top_id int)
language sql stable rows 1000 security definer set search_path = keypulse, public as $$
  with recursive owned as materialized (
    select r.account_id, r.other_id from account_relationship r
    where r.type in ('SUBSIDIARY_OF', 'BRANCH_OF') and r.valid @> day),
  above as (
    select o.account_id, o.other_id from owned o
    union
    select a.account_id, o.other_id from above a join owned o on o.account_id = a.other_id)
  select a.account_id, a.other_id from above a where not exists (select from owned o where o.account_id = a.other_id)
$$;
revoke execute on function company_tops(date) from public;
grant execute on function company_tops(date) to keypulse_member, keypulse_analyst, keypulse_system;

-- What share of all sales the viewer's accounts have, and which place among all customers: over accounts that the viewer
-- does not see, so nothing else of them comes out. The share has three significant digits, lest the difference of two
-- periods tell what somebody else bought; share and place are missing where fewer than five others bought.
--   heads, members   the companies whose sales count for each head; those that the viewer does not see are left out
--   grouped          whether a customer is a company with all it owns
--   complete         whether every sale in the period could be converted
create function sales_standings(heads int[], members int[], grouped boolean, since date, last_day date, into_ text,
  company text, days int)
returns table (head int, share double precision, place int, customers int, positive boolean, complete boolean)
language plpgsql stable security definer rows 25 set search_path = keypulse, public as $$
declare
  sees_all boolean := current_setting('role') in ('keypulse_analyst', 'keypulse_system');
  teams int[] := visible_teams();
begin
  return query
  with rate as materialized (
    select n.currency, n.day, conversion_rate(n.currency, into_, company, n.day - days, n.day) as rate
    from (
      select distinct p.currency, p.purchased_on as day from purchase p
      where p.superseded_at is null and p.purchased_on between since and last_day and p.currency <> into_) n),
  sold as materialized (
    select p.account_id, sum(case when p.currency = into_ then p.net_amount else p.net_amount * r.rate end) as net,
      bool_and(p.currency = into_ or r.rate is not null) as converted
    from purchase p left join rate r on r.currency = p.currency and r.day = p.purchased_on
    where p.superseded_at is null and p.purchased_on between since and last_day
    group by p.account_id),
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
    case when w.net > 0 and other.customers >= 5 then
      case when o.net = 0 then 0 else round(o.net / w.net, 2 - floor(log(abs(o.net / w.net)))::int)::double precision end
    end,
    case when other.customers >= 5 then
      (1 + cardinality(w.nets) - width_bucket(o.net, w.nets) - (coalesce(c.net, o.net) > o.net)::int)
    end,
    coalesce(cardinality(w.nets), 0), w.net > 0, w.converted
  from own o cross join whole w left join customer c on c.id = o.customer_id
  cross join lateral (
    select coalesce(cardinality(w.nets), 0) - (c.net is not null)::int as customers) other;
end
$$;
revoke execute on function sales_standings(int[], int[], boolean, date, date, text, text, int) from public;
grant execute on function sales_standings(int[], int[], boolean, date, date, text, text, int)
  to keypulse_member, keypulse_analyst, keypulse_system;
