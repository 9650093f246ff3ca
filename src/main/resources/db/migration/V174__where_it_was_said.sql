-- What a person said counts wherever their address is; why, and who wrote it down, is for those who see the contact that it
-- was said of, and so is taking it back.
alter table permission_entry add column said_of int;
update permission_entry e set said_of = coalesce(e.contact_id, (
  select min(p.contact_id) from contact_point p where p.means = 'EMAIL' and p.value = e.email));

create or replace function carry_permission_on() returns trigger language plpgsql
  security definer set search_path = keypulse, public as $$
begin
  insert into permission_entry
    (email, contact_id, said_of, kind, program_id, snoozed_until, reason, via, channel, said_at, recorded_at)
  select new.email, case when new.email is null then new.id end, coalesce(e.said_of, new.id), p.kind, p.program_id,
    p.snoozed_until, p.reason, 'NEW_ADDRESS', new.channel, p.said_at, clock_timestamp()
  from (select * from objection_in_force union all select * from snooze_in_force) p
  join permission_entry e on e.id = p.id
  where case when old.email is null then p.email is null and p.contact_id = new.id else p.email = old.email end
  order by p.id;
  return null;
end
$$;
