-- Addresses and numbers that a contact had and has no longer. The trail tells them for a while; an erasure has to know them
-- as long as the person is known.
create table former_point (
  contact_id int not null,
  means      text not null,
  value      text not null,
  constraint former_point_key primary key (contact_id, means, value),
  constraint former_point_contact foreign key (contact_id) references contact
);
grant select, delete on former_point to keypulse_system;

create function keep_former_point() returns trigger language plpgsql
  security definer set search_path = keypulse, public as $$
begin
  insert into former_point (contact_id, means, value) values (old.contact_id, old.means, old.value)
  on conflict do nothing;
  return null;
end
$$;
create trigger contact_point_is_remembered after delete on contact_point
  for each row execute function keep_former_point();

insert into former_point (contact_id, means, value)
select distinct c.id, t.means, t.value from (
  select (changes #>> '{contact_id,from}')::int as contact_id, changes #>> '{means,from}' as means,
    changes #>> '{value,from}' as value
  from audit_entry where object_type = 'contact_point' and operation = 'DELETE'
  union all
  select e.object_id, case f.key when 'email' then 'EMAIL' else 'PHONE' end, f.value ->> 'from'
  from audit_entry e cross join jsonb_each(e.changes) f
  where e.object_type = 'contact' and f.key in ('email', 'phone')) t
join contact c on c.id = t.contact_id and c.erased_at is null
where t.means is not null and t.value is not null
  and not exists (select from contact_point p where p.contact_id = c.id and p.means = t.means and p.value = t.value);

-- What points, or pointed, at this person and today at nobody else.
create function own_points(person int) returns table (means text, value text) language sql stable as $$
  select k.means, k.value
  from (select p.means, p.value from contact_point p where p.contact_id = person
    union select f.means, f.value from former_point f where f.contact_id = person) k
  where not exists (select from contact_point o where o.value = k.value and o.contact_id <> person)
$$;

-- A name as texts and names of files may have it: all its words in any order, or one after the other without anything
-- between, where that is long enough to be no part of another word.
create function name_words(of text) returns text[] language sql immutable as $$
  select array_remove(regexp_split_to_array(searchable(of), '[[:space:][:punct:]]+'), '')
$$;
create function names_somebody(spoken text, names text[]) returns boolean language sql immutable as $$
  select exists (
    select from unnest(names) as n (name), lateral (select name_words(n.name) as words) w
    where cardinality(w.words) > 0 and (name_words(spoken) @> w.words
      or octet_length(array_to_string(w.words, '')) > 5
        and position(array_to_string(w.words, '') in array_to_string(name_words(spoken), '')) > 0))
$$;

create function contact_names(person int) returns table (name text) language sql stable as $$
  select n.name from contact c cross join lateral (values (c.name), (c.given_name || ' ' || c.family_name),
    (case when char_length(c.family_name) >= 4 then c.family_name end)) n (name)
  where c.id = person and n.name is not null
$$;

-- Where an address goes because its person is erased, nothing is carried on: what outlasts them is kept by the function below.
drop trigger contact_takes_its_permission_along on contact;
create trigger contact_takes_its_permission_along after update of email on contact
  for each row when (old.email is distinct from new.email and new.erased_at is null) execute function carry_permission_on();

-- What was said of a person who is being erased goes with their addresses. That they object, or until when they do not want
-- to be asked, stays with the number of the contact; at addresses that others have too, without the words that name them.
create index permission_entry_by_person on permission_entry (said_of) where said_of is not null;
drop function forget_permission_entries(bigint[]);
create function forget_permissions(person int) returns bigint language plpgsql
  security definer set search_path = keypulse, public as $$
declare
  own text[] := array(select value from own_points(person) where means = 'EMAIL');
  had text[] := array(select value from contact_point where contact_id = person and means = 'EMAIL'
    union select value from former_point where contact_id = person and means = 'EMAIL');
  names text[] := array(select name from contact_names(person));
  present text := (select email from contact where id = person);
  outdated bigint[];
begin
  if not exists (select from contact_erasure where contact_id = person) then
    raise exception 'contact % is not being erased', person;
  end if;
  outdated := array(select id from permission_entry where contact_id = person or email = any (own));
  insert into permission_entry
    (contact_id, said_of, kind, program_id, snoozed_until, via, channel, said_at, recorded_at, recorded_by)
  select distinct on (p.kind, p.program_id, p.snoozed_until) person, person, p.kind, p.program_id, p.snoozed_until, p.via,
    p.channel, p.said_at, p.recorded_at, null
  from permission_entry p
  where (p.said_of = person and p.email is not null or p.email = any (own || present)
      or p.contact_id = person and p.email is null and present is null)
    and (exists (select from objection_in_force o where o.id = p.id) or exists (select from snooze_in_force s where s.id = p.id))
  order by p.kind, p.program_id, p.snoozed_until, p.said_at, p.id;
  update permission_entry p set reason = case when p.kind in ('OBJECTION_WITHDRAWN', 'REACHABLE') then 'Erased.' end
  where p.reason is not null and (p.said_of = person or p.email = any (had) and names_somebody(p.reason, names));
  delete from permission_entry where id = any (outdated);
  return cardinality(outdated);
end
$$;
revoke execute on function forget_permissions(int) from public;
grant execute on function forget_permissions(int) to keypulse_system;

-- Contacts under an address or id of somebody who was erased and is admitted again object as that one did, at all their
-- addresses; what was taken back there since is not said again.
create function take_up_permissions(contacts int[], hashes text[], moment timestamptz) returns bigint language sql
  security definer set search_path = keypulse, public as $$
  with taken as (
    insert into permission_entry
      (email, contact_id, said_of, kind, program_id, snoozed_until, via, channel, said_at, recorded_at)
    select distinct a.email, case when a.email is null then c.id end, c.id, k.kind, k.program_id, k.snoozed_until,
      'NEW_ADDRESS', c.channel, k.said_at, moment
    from unnest(contacts, hashes) as r (contact, hash)
    join erased_identity e on e.hash = decode(r.hash, 'hex') and e.readmitted_at is not null
    join permission_entry k on k.contact_id = e.contact_id and k.email is null and k.said_of = e.contact_id
    join contact c on c.id = r.contact and c.erased_at is null
    left join lateral (select p.value as email from contact_point p where p.contact_id = c.id and p.means = 'EMAIL') a on true
    where not exists (
      select from permission_entry p
      where (p.email = a.email or a.email is null and p.email is null and p.contact_id = c.id) and p.kind = k.kind
        and p.said_at = k.said_at and p.program_id is not distinct from k.program_id)
    returning 1)
  select count(*) from taken
$$;
revoke execute on function take_up_permissions(int[], text[], timestamptz) from public;
grant execute on function take_up_permissions(int[], text[], timestamptz) to keypulse_member, keypulse_system;
