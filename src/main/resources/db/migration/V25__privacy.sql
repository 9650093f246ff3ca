-- A person who is erased keeps a place in the counts and nothing that says who it was.
alter table contact
  add column erased_at timestamptz,
  add constraint contact_erased_is_nobody check (erased_at is null or (name = 'Erased' and num_nonnulls(given_name,
    family_name, job_title, occupation, email, phone, time_zone, street, postal_code, city, region, country, birth_year,
    gender, reports_to_id, joined_on, left_reason) = 0));
create index contact_leaving on contact (left_on) where erased_at is null and left_on is not null;

-- Who asked for it, or which rule. The reason must not name the person.
create table contact_erasure (
  contact_id int primary key,
  erased_at  timestamptz not null,
  erased_by  int default viewer_id(),
  reason     text not null,
  constraint contact_erasure_contact foreign key (contact_id) references contact,
  constraint contact_erasure_reason_bounded check (char_length(reason) between 1 and 500)
);
-- The addresses and external ids of erased people, as keyed hashes whose key the database does not know: whoever
-- brings one of them again is recognised and told nothing else.
create table erased_identity (
  hash       bytea primary key,
  contact_id int not null,
  constraint erased_identity_contact foreign key (contact_id) references contact,
  constraint erased_identity_is_a_hash check (octet_length(hash) = 32)
);
create index erased_identity_by_contact on erased_identity (contact_id);
grant select, insert on contact_erasure, erased_identity to keypulse_system;
grant select on erased_identity to keypulse_member;

grant delete on refused_address to keypulse_system;
grant update (why) on answer to keypulse_system;

-- What a field was and became goes, that it changed stays. Nothing but the trail of people can be emptied so.
create function forget_audit_values(entries bigint[]) returns bigint language sql security definer
set search_path = keypulse, public as $$
  with emptied as (
    update audit_entry e set changes =
      (select coalesce(jsonb_object_agg(field, '{}'::jsonb), '{}') from jsonb_object_keys(e.changes) as field)
    where id = any (entries) and object_type in ('contact', 'contact_point')
    returning 1)
  select count(*) from emptied
$$;
create function forget_permission_entries(entries bigint[]) returns bigint language sql security definer
set search_path = keypulse, public as $$
  with gone as (delete from permission_entry where id = any (entries) returning 1) select count(*) from gone
$$;
-- The oldest entries, once nobody has to account for them any more.
create function forget_audit_before(moment timestamptz, most int) returns bigint language sql security definer
set search_path = keypulse, public as $$
  with gone as (
    delete from audit_entry where id in (select id from audit_entry where at < moment order by at, id limit most)
    returning 1)
  select count(*) from gone
$$;
revoke execute on function forget_audit_values(bigint[]), forget_permission_entries(bigint[]),
  forget_audit_before(timestamptz, int) from public;
grant execute on function forget_audit_values(bigint[]), forget_permission_entries(bigint[]),
  forget_audit_before(timestamptz, int) to keypulse_system;

grant delete on import_verdict to keypulse_system;
