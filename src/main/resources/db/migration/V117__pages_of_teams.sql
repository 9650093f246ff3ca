-- The page of each team is read from its index alone, and only the accounts of the page from the table. Whoever sees few teams
-- is served by a statement that is planned once; the function plans its statement at every call.
drop index account_by_team, account_of_team_by_country, account_of_team_by_segment, account_of_team_by_recorded;
create index account_by_team on account (team_id, name, id) include (archived_at);
create index account_of_team_by_country on account (team_id, country, name, id) include (archived_at);
create index account_of_team_by_segment on account (team_id, segment, name, id) include (archived_at);
create index account_of_team_by_recorded on account (team_id, recorded_at, id) include (archived_at);

create function sees_few_teams() returns boolean language sql stable as $$
  select current_user = 'keypulse_member'
    and (select count(*) from (select from viewer_team where viewer_id = viewer_id() limit 101) as seen) <= 100
$$;

-- statement finds accounts in their order. Whoever sees many teams sees enough of any stretch of an index to walk along it; how
-- much of it the planner cannot know. Replicas of the version before still call the one of four arguments.
create function found_accounts(statement text, given text[], along_the_index boolean)
returns table (id int, place text)
language plpgsql stable rows 25
set enable_sort = on set random_page_cost = 1.1
as $$
begin
  if along_the_index and current_user = 'keypulse_member' and not sees_few_teams() then
    perform set_config('enable_sort', 'off', true);
  end if;
  return query execute statement using given;
end
$$;
revoke execute on function found_accounts(text, text[], boolean) from public;
grant execute on function found_accounts(text, text[], boolean) to keypulse_member, keypulse_analyst, keypulse_system;
