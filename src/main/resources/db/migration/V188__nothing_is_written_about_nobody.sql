-- What people write about a contact is not written about one who was erased, whatever path it takes: it could name them, and
-- nobody would erase it any more. Whoever is erasing the contact at this moment is waited for.
create function refuse_texts_of_nobody() returns trigger language plpgsql
  security definer set search_path = keypulse, public as $$
declare
  row_is jsonb := to_jsonb(new);
  erased timestamptz;
begin
  select c.erased_at into erased from contact c
  where c.id = coalesce((row_is ->> 'contact_id')::int,
    (select f.contact_id from follow_up f where f.id = (row_is ->> 'follow_up_id')::bigint))
  for share;
  if erased is not null then
    raise exception 'a text in % violates check constraint "%"', tg_table_name, tg_table_name || '_of_somebody'
      using errcode = 'check_violation', constraint = tg_table_name || '_of_somebody';
  end if;
  return new;
end
$$;
create trigger contact_hold_of_somebody before insert or update of reason on contact_hold
  for each row when (new.kind = 'MANUAL' and new.reason <> 'Erased') execute function refuse_texts_of_nobody();
create trigger phone_attempt_of_somebody before insert or update of note on phone_attempt
  for each row when (new.note is not null) execute function refuse_texts_of_nobody();
create trigger follow_up_contact_of_somebody before insert or update of summary on follow_up_contact
  for each row when (new.summary <> 'Erased.') execute function refuse_texts_of_nobody();
create trigger follow_up_action_of_somebody before insert or update of what on follow_up_action
  for each row when (new.what <> 'Erased.') execute function refuse_texts_of_nobody();
create trigger follow_up_line_of_somebody before insert or update of line on follow_up_line
  for each row when (new.line <> 'Erased.') execute function refuse_texts_of_nobody();

-- Why somebody is erased is kept for good: a text that has a word of their name, an address or a number of theirs tells who.
create function tells_who(spoken text, names text[], points text[]) returns boolean language sql immutable as $$
  select names_somebody(spoken, names)
    or exists (select from unnest(names) as n, unnest(name_words(n)) as w
      where char_length(w) > 2 and w = any (name_words(spoken)))
    or exists (select from unnest(points) as p
      where position(p in lower(spoken)) > 0 or position(p in regexp_replace(spoken, '[ ()/.-]', '', 'g')) > 0)
$$;
