-- One index for each order of the list of accounts; by name and by country stand in V02. A segment that is missing sorts
-- before all others.
create index account_by_segment on account (coalesce(segment, ''), name, id);
create index account_by_recorded on account (recorded_at, id);
create index account_by_id_elsewhere on account (external_id);
create index key_decision_by_start on key_decision (account_id, lower(valid));
create index follow_up_by_owner on follow_up (owner_id, opened_at, id);
create index follow_up_by_opened on follow_up (opened_at, id);

-- Comparing trigrams is not leakproof: behind the wall PostgreSQL would compare every account that the viewer sees and
-- leave the index aside. So this function looks behind the wall, and is its own wall: it compares what the index found
-- and gives away the ids of accounts that the viewer sees anyway, and nothing of any other. Only this function's owner,
-- whom nobody can become, has the policy.
create policy search_looks on account for select to keypulse_owner using (true);

create function accounts_like(search text) returns table (id int, relevance real)
language plpgsql stable security definer rows 1
set search_path = keypulse, public
set plan_cache_mode = force_custom_plan
as $$
declare
  term text := searchable(search);
  words text[] := array(select word from regexp_split_to_table(term, '[^[:alnum:]]+') as word
    where word <> '' group by word order by max(length(word)) desc, word limit 8);
  sees_all boolean := current_setting('role') in ('keypulse_analyst', 'keypulse_system');
  few int[] := array(select team_id from viewer_team where viewer_id = viewer_id() limit 101);
begin
  -- similarity(), which loads the library whose setting this is, has to come first.
  perform set_config('pg_trgm.word_similarity_threshold', '0.45', true) where similarity(term, '') >= 0;
  -- Who sees few teams is served from their accounts. For the others the longest word is looked up in the index, and
  -- what it found is compared with the other words and the teams. Of a word that thousands of names carry the first
  -- 2,000 are compared: who searches for such a word has to say more.
  if sees_all or cardinality(few) > 100 then
    few := null;
  end if;
  return query
    select hit.id, similarity(term, hit.name) + (
      select avg(word_similarity(word, hit.name)) from unnest(words) as word)::real
    from (
      select a.id, searchable(a.name) as name
      from account a
      where words[1] <% searchable(a.name)
        and (few is null or a.team_id = any (few))
        and (sees_all or few is not null or
          (select true from viewer_team v where v.viewer_id = viewer_id() and v.team_id = a.team_id))
        and not exists (select from unnest(words[2:]) as word where not word <% searchable(a.name))
      limit 2000) hit;
end
$$;
revoke execute on function accounts_like(text) from public;
grant execute on function accounts_like(text) to keypulse_member, keypulse_analyst, keypulse_system;

-- Runs a statement of the directory with the rights of whoever calls. PostgreSQL cannot know how many teams a viewer
-- sees and believes in few: good for the account manager; for a vice president it would fetch and sort a quarter of all
-- accounts where walking along the index of the order asked for finds a page at once.
create function found_accounts(statement text, given text[], along_the_index boolean)
returns table (account account, place text)
language plpgsql stable rows 25
set enable_sort = on
as $$
begin
  if along_the_index and current_user = 'keypulse_member'
    and (select count(*) from (select from viewer_team where viewer_id = viewer_id() limit 101) as seen) > 100 then
    perform set_config('enable_sort', 'off', true);
  end if;
  return query execute statement using given;
end
$$;
revoke execute on function found_accounts(text, text[], boolean) from public;
grant execute on function found_accounts(text, text[], boolean) to keypulse_member, keypulse_analyst, keypulse_system;
