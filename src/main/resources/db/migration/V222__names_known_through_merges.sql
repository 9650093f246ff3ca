-- A family name says who somebody is at every account that was ever one with theirs: what is written there moves with a merge, or stays
-- with the loser, and what was written meanwhile stays with the winner when the merge is undone.
create or replace function marks_of(people int[], spellings text[]) returns jsonb language sql stable as $$
  with address as (
    select distinct regexp_replace(searchable(a.value), '([^[:alnum:]])', '\\\1', 'g') as mark
    from unnest(people) p, lateral (
      select o.value from own_points(p) o where o.means = 'EMAIL'
      union select s from unnest(spellings) s join own_points(p) o
        on o.means = 'EMAIL' and split_part(s, '@', 1) = split_part(o.value, '@', 1)) a),
  said as (
    select n.everywhere, n.bounded, p as person, n.mark from unnest(people) p, name_marks(p) n where n.mark <> ''),
  number as (
    select distinct phone_mark(o.value) as mark, right(regexp_replace(o.value, '[^0-9]', '', 'g'), 4) as ending
    from unnest(people) p, own_points(p) o where o.means = 'PHONE'),
  hint as (
    (select distinct on (said.mark) w as mark
    from said, regexp_split_to_table(replace(said.mark, '([^[:alnum:]]+[[:alnum:]]+)?', ''), '\[\^\[:alnum:\]\]\+') w
    order by said.mark, char_length(w) desc)
    union select substring(mark from '^.*@') from address
    union select array_to_string(string_to_array(ending, null), '[^[:alnum:]]*') from number where mark is not null),
  part as (
    select null::int as account_id, '(^|[^[:alnum:]._%+-])[._%+-]*(' || string_agg(mark, '|') || ')($|[^[:alnum:]])' as mark
    from address having count(*) > 0
    union all
    select null, string_agg(mark, '|') from number
    union all
    select a.account_id, case when s.bounded
      then '(^|[^[:alnum:]])(' || string_agg(distinct s.mark, '|') || ')s?($|[^[:alnum:]])' else string_agg(distinct s.mark, '|') end
    from said s left join lateral (
      with recursive place as (
        (select c.account_id from contact c where not s.everywhere and c.id = s.person
          union select f.account_id from former_account f where not s.everywhere and f.contact_id = s.person)
        union
        select case when m.loser_id = place.account_id then m.winner_id else m.loser_id end
        from place join account_merge m on place.account_id in (m.loser_id, m.winner_id))
      select account_id from place) a on true
    group by a.account_id, s.bounded)
  select coalesce(jsonb_object_agg(m.place, m.mark), '{}')
  from (select coalesce(account_id::text, 'everywhere') as place, string_agg(mark, '|') as mark from part
    where mark is not null group by 1
    union all select 'hint', string_agg(distinct mark, '|') from hint having count(*) > 0) m
$$;
