-- Who sees few teams is served with a page of each of them, which an index that begins with the team leads to: no other way is
-- sure to be short, as what the teams of one viewer serve is often alike.
drop index account_by_team;
create index account_by_team on account (team_id, name, id);
create index account_of_team_by_country on account (team_id, country, name, id);
create index account_of_team_by_segment on account (team_id, segment, name, id);
create index account_of_team_by_recorded on account (team_id, recorded_at, id);
-- Behind the wall an index over an expression cannot be asked (coalesce might leak), and every account has a segment.
drop index account_by_segment;
create index account_by_segment on account (segment, name, id);
create index account_external_id_by_value on account_external_id (value);

drop function found_accounts(text, text[], boolean);
-- statement finds accounts in their order. by_team finds the same as a page of each team. Whoever sees many teams sees enough of
-- any stretch of an index to walk along it; how much of it the planner cannot know.
create function found_accounts(statement text, by_team text, given text[], along_the_index boolean)
returns table (account account, place text)
language plpgsql stable rows 25
set enable_sort = on set random_page_cost = 1.1
as $$
declare
  sees_many boolean := current_user <> 'keypulse_member'
    or (select count(*) from (select from viewer_team where viewer_id = viewer_id() limit 101) as seen) > 100;
begin
  if not sees_many and by_team is not null then
    return query execute by_team using given;
  else
    if along_the_index and current_user = 'keypulse_member' then
      perform set_config('enable_sort', 'off', true);
    end if;
    return query execute statement using given;
  end if;
end
$$;
revoke execute on function found_accounts(text, text, text[], boolean) from public;
grant execute on function found_accounts(text, text, text[], boolean) to keypulse_member, keypulse_analyst, keypulse_system;
