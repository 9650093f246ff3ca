-- Whatever is forgotten is forgotten for a reason that the database knows by itself: the login of the application alone, without
-- an erasure or an age, empties nothing. Of a person, only of one whose erasure is written down; of a case, only of one that is
-- about nothing any more, as its answer was taken back.
create or replace function forget_audit_values(entries bigint[]) returns bigint language sql security definer
set search_path = keypulse, public as $$
  with emptied as (
    update audit_entry e set changes =
      (select coalesce(jsonb_object_agg(field, '{}'::jsonb), '{}') from jsonb_object_keys(e.changes) as field)
    where id = any (entries) and case
      when object_type = 'contact' then exists (select from contact_erasure x where x.contact_id = e.object_id)
      when object_type in ('contact_point', 'contact_hold') then exists (
        select from audit_entry p join contact_erasure x
          on x.contact_id::text in (p.changes #>> '{contact_id,from}', p.changes #>> '{contact_id,to}')
        where p.object_type = e.object_type and p.object_id = e.object_id)
      when object_type = 'follow_up' then exists (
        select from follow_up f where f.id = e.object_id and f.aspect is null and f.rule_ids = '{}')
      else false end
    returning 1)
  select count(*) from emptied
$$;

-- No installation may keep it shorter than that (keypulse.retention.audit).
create or replace function forget_audit_before(moment timestamptz, most int) returns bigint language plpgsql security definer
set search_path = keypulse, public as $$
declare
  gone bigint;
begin
  if moment > now() - interval '30 days' then
    raise exception 'The audit trail of the last 30 days is kept';
  end if;
  delete from audit_entry where id in (select id from audit_entry where at < moment order by at, id limit most);
  get diagnostics gone = row_count;
  return gone;
end
$$;

-- Whoever sees some accounts repeats requests of their own only, and learns of a refused address only where it is, or was
-- written to as, one of somebody whom they see.
alter table idempotency_key enable row level security;
alter table idempotency_key force row level security;
create policy own_keys on idempotency_key to keypulse_member
  using (viewer = '#' || viewer_id()) with check (viewer = '#' || viewer_id());
create policy all_keys on idempotency_key to keypulse_system using (true) with check (true);

alter table refused_address enable row level security;
alter table refused_address force row level security;
create policy of_contacts on refused_address to keypulse_member using (
  exists (select from contact_point p where p.means = 'EMAIL' and p.value = refused_address.email)
  or exists (select from invitation i where i.email = refused_address.email)
  or exists (select from mail m where m.readdressed_to = refused_address.email));
create policy all_addresses on refused_address to keypulse_analyst, keypulse_system using (true) with check (true);
create policy reachable_again on refused_address to keypulse_owner using (true) with check (true);

-- Who has left is nobody, whatever role a token names; who never worked here may have one.
create function signing_in(login text) returns table (id int, name text, active boolean)
  language sql stable security definer set search_path = keypulse, public as
  $$ select id, name, active from employee where email = login $$;
revoke execute on function signing_in(text) from public;
grant execute on function signing_in(text) to keypulse_app, keypulse_member, keypulse_analyst, keypulse_system;
