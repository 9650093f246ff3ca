-- Cells of files as they were written, against numbers as they are kept: without what is written for the eye, 00 as +, and
-- without the trunk prefix that is dialled from within the country only.
create function phone_number(written text) returns text language sql immutable as $$
  select case when s.digits ~ '^\+?[0-9]{3,20}$' then regexp_replace(s.digits, '^00', '+') end
  from (select regexp_replace(
    regexp_replace(btrim(written), '^((?:\+|00)(?!39|378|379)[1-9][0-9 ]{0,4})\(0\)', '\1'), '[ ()/.-]', '', 'g')) s (digits)
$$;
-- Also where one of them is written as it is dialled within its country.
create function same_number(a text, b text) returns boolean language sql immutable as $$
  select coalesce(a = b or (a like '+%') <> (b like '+%') and char_length(n.within) >= 6
    and right(n.full_number, char_length(n.within)) = n.within
    and char_length(n.full_number) - char_length(n.within) between 2 and 4, false)
  from (select case when a like '+%' then a else b end, ltrim(case when a like '+%' then b else a end, '0')) n (full_number, within)
$$;
-- Whether a cell, or one of several things in it, is one of these addresses or numbers.
create function cell_mentions(cell text, addresses text[], phones text[]) returns boolean language sql immutable as $$
  select exists (
    select from regexp_split_to_table(cell, ';') as part
    where lower(normalize(btrim(part), NFKC)) = any (addresses)
      or exists (select from unnest(phones) as p where same_number(phone_number(part), phone_number(p))))
$$;
