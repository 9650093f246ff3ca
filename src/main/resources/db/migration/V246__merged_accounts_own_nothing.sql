-- As before, but an account that was merged into another owns nothing and is owned by nobody while that holds.
create or replace function company_tops(day date) returns table (account_id int, top_id int)
language sql stable rows 1000 security definer set search_path = keypulse, public, pg_temp as $$
  with recursive owned as materialized (
    select r.account_id, r.other_id from account_relationship r
    join account a on a.id = r.account_id and a.merged_into_id is null
    join account o on o.id = r.other_id and o.merged_into_id is null
    where r.type in ('SUBSIDIARY_OF', 'BRANCH_OF') and r.valid @> day),
  above as (
    select o.account_id, o.other_id from owned o
    union
    select a.account_id, o.other_id from above a join owned o on o.account_id = a.other_id)
  select a.account_id, a.other_id from above a where not exists (select from owned o where o.account_id = a.other_id)
$$;
