-- As before, but the index is asked for up to four more words of ASCII letters too, which meets only names that have all of them:
-- where hundreds of thousands of names carry the longest word, each of them was read and compared.
create or replace function accounts_like(search text) returns table (id int, relevance real)
language plpgsql stable security definer rows 1
set search_path = keypulse, public, pg_temp
set plan_cache_mode = force_custom_plan
as $$
declare
  term text := searchable(search);
  words text[] := array(select word from regexp_split_to_table(term, '[^[:alnum:]]+') as word
    where word <> '' group by word order by is_forgiven(word), max(octet_length(word)) desc, word limit 8);
  first text := words[1];
  further text[] := words[2:];
  plain text[] := array(select word from unnest(further) as word where octet_length(word) = length(word) limit 4);
  second text := plain[1];
  third text := plain[2];
  fourth text := plain[3];
  fifth text := plain[4];
  with_slips boolean := is_forgiven(first);
  in_other_letters boolean := octet_length(first) > length(first);
  -- The index knows at once of all such words that nobody may mistype whether a name can have them.
  letters text[] := array(
    select unnest(letters_of(word)) from unnest(words) as word where word = first or not is_forgiven(word));
  sees_all boolean := current_setting('role') in ('keypulse_analyst', 'keypulse_system');
  few int[] := array(select team_id from viewer_team where viewer_id = viewer_id() limit 101);
begin
  -- similarity(), which loads the library whose setting this is, has to come first.
  perform set_config('pg_trgm.word_similarity_threshold', '0.45', true) where similarity(term, '') >= 0;
  -- Who sees few teams is served from their accounts. For the others the index is asked for the words that have to stand there as
  -- they are and for the others as far as they are named above, and what it found is compared with the rest and the teams. Of words
  -- that thousands of names carry the first 2,000 are compared: who searches for such words has to say more.
  if sees_all or cardinality(few) > 100 then
    few := null;
  end if;
  return query
    select hit.id, (similarity(term, hit.name)
      + case when octet_length(term) > length(term) and position(term in hit.name) > 0
          then length(term) / length(hit.name)::real else 0 end
      + (select avg(case when octet_length(word) > length(word) and position(word in hit.name) > 0 then 1
          else word_similarity(word, hit.name) end) from unnest(words) as word))::real
    from (
      select a.id, searchable(a.name) as name
      from account a
      where (with_slips and first <% searchable(a.name)
          or in_other_letters and octet_length(a.name) > length(a.name)
            and letters_of(searchable(a.name)) @> letters and position(first in searchable(a.name)) > 0)
        and (second is null or second <% searchable(a.name))
        and (third is null or third <% searchable(a.name))
        and (fourth is null or fourth <% searchable(a.name))
        and (fifth is null or fifth <% searchable(a.name))
        and (few is null or a.team_id = any (few))
        and (sees_all or few is not null or
          (select true from viewer_team v where v.viewer_id = viewer_id() and v.team_id = a.team_id))
        and not exists (
          select from unnest(further) as word
          where not (is_forgiven(word) and word <% searchable(a.name)
            or octet_length(word) > length(word) and position(word in searchable(a.name)) > 0))
      limit 2000) hit;
end
$$;
