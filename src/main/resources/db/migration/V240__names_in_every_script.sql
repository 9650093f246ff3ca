-- Of names that are not written in Latin letters trigrams tell little: "汽车" has but one in common with "上海汽车", and where the
-- server's ctype is C they have none at all. So the letters of such names, each alone and with the next, are found in an index of
-- their own, whatever the ctype; names of ASCII letters alone are not in it.
create function letters_of(name text) returns text[] language plpgsql immutable parallel safe as $$
declare
  letters text[] := string_to_array(name, null);
  parts text[] := '{}';
begin
  for i in 1 .. cardinality(letters) loop
    if octet_length(letters[i]) > 1 then
      parts := parts || letters[i];
    end if;
    if i < cardinality(letters) and octet_length(letters[i] || letters[i + 1]) > 2 then
      parts := parts || (letters[i] || letters[i + 1]);
    end if;
  end loop;
  return parts;
end
$$;
create index account_by_letters on account using gin (letters_of(searchable(name))) where octet_length(name) > length(name);
create index contact_by_letters on contact using gin (letters_of(searchable(name))) where octet_length(name) > length(name);

-- Whether slips in this word can be told from other words by trigrams: not in the short words of Chinese, Japanese and Korean
-- (from U+2E80 on), and in no letters but ASCII where the server's ctype is C.
create function is_forgiven(word text) returns boolean language sql immutable parallel safe
  return octet_length(word) = length(word) or word !~ '[\u2E80-\U0010FFFF]' and public.show_trgm('ж') <> '{}';

-- As before, and a word in other letters is found wherever it stands in a name.
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
  -- Who sees few teams is served from their accounts. For the others the index is asked for the words that have to stand there
  -- as they are, or for the longest, and what it found is compared with the other words and the teams. Of a word that thousands of
  -- names carry the first 2,000 are compared: who searches for such a word has to say more.
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

create or replace function contacts_like(search text) returns table (id int)
language plpgsql stable security definer rows 25
set search_path = keypulse, public, pg_temp
set plan_cache_mode = force_custom_plan
as $$
declare
  term text := searchable(search);
  part text := '%' || regexp_replace(term, '([\\%_])', '\\\1', 'g') || '%';
  with_slips boolean := is_forgiven(term);
  in_other_letters boolean := octet_length(term) > length(term);
  sees_all boolean := current_setting('role') = 'keypulse_system';
begin
  -- similarity(), which loads the library whose setting this is, has to come first.
  perform set_config('pg_trgm.word_similarity_threshold', '0.6', true) where similarity(term, '') >= 0;
  return query
    select c.id from contact c
    where (with_slips and term <% searchable(c.name)
        or not in_other_letters and length(term) > 2 and searchable(c.name) like part
        or in_other_letters and octet_length(c.name) > length(c.name)
          and letters_of(searchable(c.name)) @> letters_of(term) and position(term in searchable(c.name)) > 0)
      and (sees_all or (select true from viewer_team v where v.viewer_id = viewer_id() and v.team_id = c.team_id));
end
$$;
