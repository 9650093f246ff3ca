-- When every account ordered last, and from which day on the next order is overdue against its own rhythm: so that accounts are
-- found by it. As with sales, the database writes down in the transaction of every change which accounts have changed since. These
-- few are judged by their lines whenever somebody asks, so that what is found is always what the lines say.

-- Whoever is writing lines notes them still in the old way.
lock table purchase in share row exclusive mode;

create table purchase_rhythm (
  account_id   int not null,
  team_id      int not null,
  last_order   date, -- nothing: all its orders are dated ahead
  overdue_from date, -- nothing: too few orders
  next_order   date, -- the first that is dated ahead: when its day comes, the account is judged anew
  constraint purchase_rhythm_key primary key (account_id)
);
create index purchase_rhythm_by_day on purchase_rhythm (overdue_from);
create index purchase_rhythm_by_team on purchase_rhythm (team_id, overdue_from);
create index purchase_rhythm_ahead on purchase_rhythm (next_order) where next_order is not null;
create index purchase_rhythm_by_last_order on purchase_rhythm (last_order);
select put_behind_the_wall('purchase_rhythm');
revoke insert, update on purchase_rhythm from keypulse_system;

create table changed_orders (
  id       bigint generated always as identity primary key,
  accounts int[] not null,
  noted_at timestamptz not null default clock_timestamp()
);
insert into changed_orders (accounts) select array_agg(distinct account_id) from purchase having count(*) > 0;

create or replace function note_sales() returns trigger language plpgsql security definer
set search_path = keypulse, public, pg_temp as $$
declare
  changed int[];
begin
  select array_agg(distinct account_id) into changed from touched;
  if changed is not null then
    insert into changed_sales (accounts) values (changed);
    insert into changed_orders (accounts) values (changed);
  end if;
  return null;
end
$$;

-- A line that only goes along to another team is none. As a difference of sets, for a join of the rows before and after takes the
-- square of their number where the planner has seen few.
create or replace function note_changed_sales() returns trigger language plpgsql security definer
set search_path = keypulse, public, pg_temp as $$
declare
  changed int[];
begin
  select array_agg(distinct account_id) into changed from (
    (select id, account_id, purchased_on, currency, net_amount, superseded_at is null, type, source, document from former
     except
     select id, account_id, purchased_on, currency, net_amount, superseded_at is null, type, source, document from latter)
    union all
    (select id, account_id, purchased_on, currency, net_amount, superseded_at is null, type, source, document from latter
     except
     select id, account_id, purchased_on, currency, net_amount, superseded_at is null, type, source, document from former)) c;
  if changed is not null then
    insert into changed_sales (accounts) values (changed);
    insert into changed_orders (accounts) values (changed);
  end if;
  return null;
end
$$;

create function forget_rhythms() returns trigger language plpgsql security definer
set search_path = keypulse, public, pg_temp as $$
begin
  delete from purchase_rhythm;
  return null;
end
$$;
create trigger emptied_purchases_have_no_rhythm after truncate on purchase
  for each statement execute function forget_rhythms();

create function take_rhythm_along() returns trigger language plpgsql security definer
set search_path = keypulse, public, pg_temp as $$
begin
  update purchase_rhythm set team_id = new.team_id where account_id = new.id;
  return null;
end
$$;
create trigger moved_account_takes_its_rhythm_along after update of team_id on account
  for each row when (old.team_id <> new.team_id) execute function take_rhythm_along();

-- What the lines say on a day of all accounts, or of these: of the days of order until then, those of the two years before the last
-- tell how many days there are usually between two (the median), once there are three of these. After one and a half of it the next
-- is overdue.
create function rhythms_of_lines(whose int[], day_ date)
returns table (account_id int, last_order date, overdue_from date, next_order date)
language plpgsql stable rows 1000 set plan_cache_mode = force_custom_plan as $$
begin
  return query
  with ordered as materialized (
    select distinct o.account_id, o.day from (
      select p.account_id, min(p.purchased_on) as day from purchase p
      where p.superseded_at is null and p.type = 'INVOICE' and (whose is null or p.account_id = any (whose))
      group by p.account_id, p.source, p.document) o),
  gap as (
    select o.account_id, o.day, o.day - lag(o.day) over (partition by o.account_id order by o.day) as days,
      max(o.day) over (partition by o.account_id) as last
    from ordered o where o.day <= day_),
  judged as (
    select g.account_id, g.last,
      case when count(g.days) filter (where g.day > g.last - 730) >= 3 then
        g.last + 1 + ceil(1.5 * percentile_cont(0.5) within group (order by g.days) filter (where g.day > g.last - 730))::int
      end as overdue_from
    from gap g group by g.account_id, g.last),
  ahead as (
    select o.account_id, min(o.day) as day from ordered o where o.day > day_ group by o.account_id)
  select coalesce(j.account_id, a.account_id), j.last, j.overdue_from, a.day
  from judged j full join ahead a on a.account_id = j.account_id;
end
$$;

-- Accounts of which the lines are asked: they have changed, or the day is another side of their orders than it was.
create function changed_rhythms() returns setof int language sql stable security definer rows 100
set search_path = keypulse, public, pg_temp as $$
  select unnest(c.accounts) from changed_orders c
  union
  select r.account_id from purchase_rhythm r where r.next_order <= today()
  union
  select r.account_id from purchase_rhythm r where r.last_order > today()
$$;

-- Of these, members are told of those that they see.
create function unsettled_rhythms() returns setof int language sql stable security definer rows 100
set search_path = keypulse, public, pg_temp as $$
  select u.id from changed_rhythms() as u (id)
  where current_setting('role') in ('keypulse_analyst', 'keypulse_system')
    or exists (select from account a where a.id = u.id and a.team_id = any ((select visible_teams())::int[]))
$$;

create view unsettled_rhythm with (security_invoker = true) as
  select l.account_id, l.last_order, l.overdue_from from rhythms_of_lines(array(select unsettled_rhythms()), today()) l;
create view account_rhythm with (security_invoker = true) as
  select r.account_id, r.last_order, r.overdue_from from purchase_rhythm r
  where not exists (select from unsettled_rhythms() as u (id) where u.id = r.account_id)
  union all
  select u.account_id, u.last_order, u.overdue_from from unsettled_rhythm u;
grant select on unsettled_rhythm, account_rhythm to keypulse_member, keypulse_analyst, keypulse_system;

-- Says whether there was anything to keep. Accounts that are new here stay with their team meanwhile.
create function keep_rhythms() returns boolean language plpgsql security definer
set search_path = keypulse, public, pg_temp as $$
declare
  unsettled int[];
begin
  -- One after the other: whoever is second finds nothing to do.
  perform pg_advisory_xact_lock(hashtext('purchase_rhythm'));
  -- One statement, so that no note goes that it does not know.
  with known as (
    delete from changed_orders)
  select array_agg(u) into unsettled from changed_rhythms() u;
  if unsettled is null then
    return false;
  end if;
  with latest as materialized (
    select l.account_id, l.last_order, l.overdue_from, l.next_order from rhythms_of_lines(unsettled, today()) l),
  gone as (
    delete from purchase_rhythm r
    where r.account_id in (select unnest(unsettled))
      and not exists (select from latest l where l.account_id = r.account_id)),
  changed as (
    update purchase_rhythm r set last_order = l.last_order, overdue_from = l.overdue_from, next_order = l.next_order
    from latest l where l.account_id = r.account_id)
  insert into purchase_rhythm (account_id, team_id, last_order, overdue_from, next_order)
    select a.id, a.team_id, l.last_order, l.overdue_from, l.next_order
    from latest l join account a on a.id = l.account_id
    where not exists (select from purchase_rhythm r where r.account_id = l.account_id)
    for key share of a;
  return true;
end
$$;

-- At how many accounts what is kept is not what the lines say; these are kept anew.
create function wrong_rhythms() returns int language sql security definer set search_path = keypulse, public, pg_temp as $$
  with unsettled as materialized (
    select u from changed_rhythms() u),
  wrong as (
    select coalesce(r.account_id, l.account_id) as id
    from purchase_rhythm r full join rhythms_of_lines(null, today()) l on l.account_id = r.account_id
    where (r.last_order, r.overdue_from, r.next_order) is distinct from (l.last_order, l.overdue_from, l.next_order)
      and not exists (select from unsettled s where s.u = coalesce(r.account_id, l.account_id))),
  noted as (
    insert into changed_orders (accounts) select array_agg(w.id) from wrong w having count(*) > 0)
  select count(*)::int from wrong
$$;

-- While lines go on coming in, as from a large file, each minute would judge the same accounts again and slow the file down:
-- these are kept once it has been quiet for half a minute, or after ten minutes.
create function rhythms_are_quiet() returns boolean language sql stable security definer
set search_path = keypulse, public, pg_temp as $$
  select coalesce(max(noted_at) < clock_timestamp() - interval '30 s' or min(noted_at) < clock_timestamp() - interval '10 min', true)
  from changed_orders
$$;

revoke execute on function rhythms_of_lines(int[], date), changed_rhythms(), unsettled_rhythms(), rhythms_are_quiet(), keep_rhythms(), wrong_rhythms()
  from public;
grant execute on function rhythms_of_lines(int[], date), unsettled_rhythms()
  to keypulse_member, keypulse_analyst, keypulse_system;
grant execute on function rhythms_are_quiet(), keep_rhythms(), wrong_rhythms() to keypulse_system;
