-- What has to be mended today at the key accounts that the viewer sees, as Account.gaps tells it of each; within: days until the end
-- of a decision. Whether somebody leads and which functions are missing is asked once for each team.
create function account_gaps(within int) returns table (account_id int, kind text) language sql stable rows 1000 as $$
  with key as materialized (
    select d.account_id, a.team_id, d.valid from key_decision d
    join account a on a.id = d.account_id and a.archived_at is null
    where d.superseded_at is null and d.outcome in ('DESIGNATE', 'RENEW') and d.valid @> today()),
  served as (
    select k.account_id, coalesce(h.served_by, k.team_id) as team_id
    from key k left join account_team h on h.account_id = k.account_id and h.valid @> today()),
  unled as (
    select t.team_id from (select distinct s.team_id from served s) t
    where not exists (select from last_lead(t.team_id, today()) l where l.leads)),
  lacking as (
    select t.team_id from (select distinct k.team_id from key k) t
    where exists (
      select from team_policy p cross join lateral unnest(p.functions) as f (name)
      where not exists (
        select from team_member m join employee e on e.id = m.employee_id and employed(e, today())
        where m.team_id = t.team_id and m.valid @> today() and m.function = f.name)))
  select s.account_id, 'NO_LEAD' from served s where s.team_id in (select u.team_id from unled u)
  union all
  select k.account_id, 'FUNCTIONS_MISSING' from key k where k.team_id in (select l.team_id from lacking l)
  union all
  select k.account_id, 'NO_SPONSOR' from key k
  where not exists (
    select from executive_sponsor s join employee e on e.id = s.employee_id and employed(e, today())
    where s.account_id = k.account_id and s.valid @> today())
  union all
  select d.account_id, case when d.outcome = 'DEVELOP' then 'DEVELOPMENT_LAPSED' else 'DECISION_EXPIRED' end
  from key_decision d
  join account a on a.id = d.account_id and a.archived_at is null
  where d.superseded_at is null and d.outcome in ('DESIGNATE', 'RENEW', 'DEVELOP') and upper(d.valid) <= today()
    and not exists (
      select from key_decision later
      where later.account_id = d.account_id and later.superseded_at is null
        and lower(later.valid) <= today() and lower(later.valid) > lower(d.valid))
  union all
  select k.account_id, 'DECISION_EXPIRING' from key k where key_until(k.account_id, today()) <= today() + within
$$;
revoke execute on function account_gaps(int) from public;
grant execute on function account_gaps(int) to keypulse_member, keypulse_analyst, keypulse_system;
