-- Accounts that a contact belonged to and does no longer: what was written there names them as people there knew them.
create table former_account (
  contact_id int not null,
  left_id    int not null,
  constraint former_account_key primary key (contact_id, left_id),
  constraint former_account_contact foreign key (contact_id) references contact,
  constraint former_account_left foreign key (left_id) references account
);
grant select, delete on former_account to keypulse_system;

create function keep_former_account() returns trigger language plpgsql
  security definer set search_path = keypulse, public, pg_temp as $$
begin
  insert into former_account (contact_id, left_id) values (old.id, old.account_id) on conflict do nothing;
  return null;
end
$$;
create trigger contact_account_is_remembered after update of account_id on contact
  for each row when (old.account_id <> new.account_id) execute function keep_former_account();

insert into former_account (contact_id, left_id)
select distinct c.id, a.id
from (
  select object_id as contact_id, (changes #>> '{account_id,from}')::int as account_id
  from audit_entry where object_type = 'contact' and changes ? 'account_id'
  union select contact_id, account_id from follow_up
  union select contact_id, account_id from invitation) t
join contact c on c.id = t.contact_id and c.erased_at is null and c.account_id <> t.account_id
join account a on a.id = t.account_id;

-- Letters and digits of a name, without accents, case and forms of address.
create function spoken_words(of text) returns text[] language sql immutable as $$
  select array_remove(regexp_split_to_array(regexp_replace(searchable(of),
    '^[^[:alnum:]]*((mr|mrs|ms|miss|dr|prof|herr|frau|sr|sra|mme|monsieur|madame)[^[:alnum:]]+)+', ''), '[^[:alnum:]]+'), '')
$$;

-- How texts name a contact, as regular expressions of a text that is searchable(). Bounded ones are whole words.
--   everywhere  a given and a family name beside each other, in any order and with one word between them; the whole name
--   else        what only says who it is where the person is known: a family name, a name of one word
create function name_marks(person int) returns table (everywhere boolean, bounded boolean, mark text) language sql stable as $$
  with called as (
    select spoken_words(c.name) as whole, spoken_words(c.given_name) as given,
      coalesce(spoken_words(c.family_name), spoken_words(substring(c.name from '^([^,]+),'))) as family
    from contact c where c.id = person),
  pair as (
    select whole[1] as one, whole[cardinality(whole)] as other from called where cardinality(whole) > 1
    union select given[1], family[1] from called
    union select given[1], family[cardinality(family)] from called),
  full_pair as (
    select one, other, one || other ~ '[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]' as unspaced from pair
    where one ~ '[[:alpha:]]' and other ~ '[[:alpha:]]' and (char_length(other) > 1 or octet_length(one || other) > 4)),
  surname as (
    select array_to_string(family, '[^[:alnum:]]+') as mark, char_length(array_to_string(family, '')) as long from called
    union select w, char_length(w) from called, unnest(array[family[1], family[cardinality(family)]]) w
      where w !~ '^(d[ae]ll.?|degli)$'
    union select whole[cardinality(whole)], char_length(whole[cardinality(whole)]) from called where family is null)
  select true, true, one || '([^[:alnum:]]+[[:alnum:]]+)?[^[:alnum:]]+' || other from full_pair
  union select true, true, other || '[^[:alnum:]]+' || one from full_pair
  union select true, false, m from full_pair, unnest(array[one || other, other || one]) m where unspaced or octet_length(m) > 7
  union select cardinality(whole) > 2, true, array_to_string(whole, '[^[:alnum:]]+') from called
    where char_length(array_to_string(whole, '')) > 3
  union select true, false, whole[1] from called
    where cardinality(whole) = 1 and whole[1] ~ '^[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}$'
  union select false, true, mark from surname where long > 3
$$;

-- A telephone number whatever stands between its digits, with its country, or without and as it is dialled within it.
create function phone_mark(number text) returns text language sql immutable as $$
  select case when char_length(digits) < 6 then null
    when written like '+%' then spaced || coalesce('|(^|[[:alpha:]]|0)[^[:alnum:]]*(' || (
      select string_agg(array_to_string(string_to_array(rest, null), '[^[:alnum:]]*'), '|')
      from generate_series(1, 3) k, right(digits, -k) rest where char_length(rest) > 6) || ')', '')
    else '(^|[[:alpha:]]|0)[^[:alnum:]]*([0-9][^[:alnum:]]*){0,3}'
      || array_to_string(string_to_array(ltrim(digits, '0'), null), '[^[:alnum:]]*') end
  from (select coalesce(phone_number(number), number) as written) w,
    regexp_replace(w.written, '[^0-9]', '', 'g') digits,
    array_to_string(string_to_array(digits, null), '[^[:alnum:]]*') spaced
$$;

-- All that says who these people are: {"everywhere": a regular expression, "<account>": another one for what is written of
-- that account, "hint": a quick one that every such text matches, and hardly another}. Addresses and numbers are those that nobody else has; the spellings are of these addresses too.
create function marks_of(people int[], spellings text[]) returns jsonb language sql stable as $$
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
      select c.account_id from contact c where not s.everywhere and c.id = s.person
      union select f.left_id from former_account f where not s.everywhere and f.contact_id = s.person) a on true
    group by a.account_id, s.bounded)
  select coalesce(jsonb_object_agg(m.place, m.mark), '{}')
  from (select coalesce(account_id::text, 'everywhere') as place, string_agg(mark, '|') as mark from part
    where mark is not null group by 1
    union all select 'hint', string_agg(distinct mark, '|') from hint having count(*) > 0) m
$$;

-- Whether a text, written of an account or of none, says who these marks are of.
create function says_who(spoken text, account int, marks jsonb) returns boolean language plpgsql immutable parallel safe as $$
declare
  legible text;
begin
  if spoken is null or spoken = '' then
    return false;
  end if;
  legible := case when octet_length(spoken) = char_length(spoken) then lower(spoken) else searchable(spoken) end;
  if legible !~ coalesce(marks ->> 'hint', '$.') then
    return false;
  end if;
  return coalesce(legible ~ (marks ->> 'everywhere'), false) or coalesce(legible ~ (marks ->> account::text), false);
end
$$;

-- Ledgers and the trail are only added to. Of what mentions people whose erasure is written down and who are being erased in
-- this transaction, the words go; what the words said of whom, the functions see for themselves.
create function marks_of_erased(people int[], spellings text[]) returns jsonb language plpgsql stable
  security definer set search_path = keypulse, public, pg_temp as $$
begin
  if exists (select from unnest(people) p where not exists (select from contact_erasure e where e.contact_id = p)) then
    raise exception 'not all of contacts % are being erased', people;
  end if;
  return marks_of(people, spellings);
end
$$;
revoke execute on function marks_of_erased(int[], text[]) from public;

create function account_of_permission(entry permission_entry) returns int language sql stable as $$
  select coalesce((select account_id from contact where id = coalesce(entry.contact_id, entry.said_of)),
    (select min(c.account_id) from contact_point p join contact c on c.id = p.contact_id
      where p.means = 'EMAIL' and p.value = entry.email))
$$;
create function forget_reasons(ledger text, keys bigint[], people int[], spellings text[]) returns bigint language plpgsql
  security definer set search_path = keypulse, public, pg_temp as $$
declare
  marks jsonb := marks_of_erased(people, spellings);
  forgotten bigint;
begin
  case ledger
    when 'permission_entry' then
      update permission_entry t set reason = case when kind in ('OBJECTION_WITHDRAWN', 'REACHABLE') then 'Erased.' end
      where id = any (keys) and says_who(reason, account_of_permission(t), marks);
    when 'contact_erasure' then
      update contact_erasure t set reason = 'Erased.'
      where contact_id = any (keys)
        and says_who(reason, (select account_id from contact where id = t.contact_id), marks);
    when 'erased_identity' then
      update erased_identity t set readmitted_because = 'Erased.'
      where contact_id = any (keys)
        and says_who(readmitted_because, (select account_id from contact where id = t.contact_id), marks);
  end case;
  get diagnostics forgotten = row_count;
  return forgotten;
end
$$;

-- Of the trail only the fields that people write freely: one of a contact who is called alike keeps their name.
create function texts_of_entry(entry audit_entry, columns text[]) returns text language sql immutable as $$
  select string_agg(concat_ws(E'\n\n', entry.changes #>> array[split_part(c, '.', 2), 'from'],
    entry.changes #>> array[split_part(c, '.', 2), 'to']), E'\n\n')
  from unnest(columns) c where split_part(c, '.', 1) = entry.object_type
$$;
create function forget_audit_texts(keys bigint[], columns text[], people int[], spellings text[]) returns bigint
  language plpgsql security definer set search_path = keypulse, public, pg_temp as $$
declare
  marks jsonb := marks_of_erased(people, spellings);
  forgotten bigint;
begin
  update audit_entry t set changes = (
    select jsonb_object_agg(f.key, case when t.object_type || '.' || f.key = any (columns)
      and (says_who(f.value ->> 'from', t.account_id, marks) or says_who(f.value ->> 'to', t.account_id, marks))
      then '{}'::jsonb else f.value end)
    from jsonb_each(t.changes) f)
  where (t.id = any (keys) or t.at >= now()) and says_who(texts_of_entry(t, columns), t.account_id, marks);
  get diagnostics forgotten = row_count;
  return forgotten;
end
$$;
revoke execute on function forget_reasons(text, bigint[], int[], text[]),
  forget_audit_texts(bigint[], text[], int[], text[]) from public;
grant execute on function forget_reasons(text, bigint[], int[], text[]),
  forget_audit_texts(bigint[], text[], int[], text[]) to keypulse_system;
