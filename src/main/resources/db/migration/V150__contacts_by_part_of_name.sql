create index contact_by_searchable_name on contact using gin (searchable(name) gin_trgm_ops);

-- People whose name contains what is searched for, or words much like it, among those that the viewer may see. Behind
-- the wall the index would not be asked, as its comparisons might leak: so with the owner's rights, and the wall's own
-- condition, as accounts_like. Of two letters an index knows no parts: they have to be a word.
create function contacts_like(search text) returns table (id int)
language plpgsql stable security definer rows 25
set search_path = keypulse, public
set plan_cache_mode = force_custom_plan
as $$
declare
  term text := searchable(search);
  part text := '%' || regexp_replace(term, '([\\%_])', '\\\1', 'g') || '%';
  sees_all boolean := current_setting('role') = 'keypulse_system';
begin
  -- similarity(), which loads the library whose setting this is, has to come first.
  perform set_config('pg_trgm.word_similarity_threshold', '0.6', true) where similarity(term, '') >= 0;
  return query
    select c.id from contact c
    where (length(term) > 2 and searchable(c.name) like part or term <% searchable(c.name))
      and (sees_all or (select true from viewer_team v where v.viewer_id = viewer_id() and v.team_id = c.team_id));
end
$$;
revoke execute on function contacts_like(text) from public;
grant execute on function contacts_like(text) to keypulse_member, keypulse_system;
