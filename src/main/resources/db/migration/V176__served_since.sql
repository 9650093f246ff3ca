-- Since when the present team serves an account, where that is longer than we know. Not into the time of a team before it.
create function serve_since(accounts int[], days date[]) returns setof int language sql security definer
set search_path = keypulse, public as $$
  update account_team t set valid = daterange(n.begins, null)
  from (
    select g.account_id, greatest(g.since, (
      select max(upper(o.valid)) from account_team o where o.account_id = g.account_id and not upper_inf(o.valid))) as begins
    from unnest(accounts, days) as g (account_id, since)) n
  where t.account_id = n.account_id and upper_inf(t.valid) and n.begins < lower(t.valid)
  returning t.account_id
$$;
revoke execute on function serve_since(int[], date[]) from public;
grant execute on function serve_since(int[], date[]) to keypulse_member, keypulse_system;
