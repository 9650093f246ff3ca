-- What is said by somebody without an address is an entry about the person. Whoever sees the contact reads and writes it,
-- and what they say later, also of an address that they have by then, ends it.
alter policy own_contacts on permission_entry using (
  exists (select from contact_point p where p.means = 'EMAIL' and p.value = permission_entry.email)
  or permission_entry.email is null and exists (select from contact c where c.id = permission_entry.contact_id));

create or replace view objection_in_force with (security_invoker = true) as
  select o.* from permission_entry o
  where o.kind = 'OBJECTION' and not exists (
    select from permission_entry w
    where w.kind = 'OBJECTION_WITHDRAWN' and w.email = o.email and (w.said_at, w.id) > (o.said_at, o.id)
      and (w.program_id is null or w.program_id = o.program_id))
  and not (o.email is null and exists (
    select from permission_entry w
    where w.kind = 'OBJECTION_WITHDRAWN' and w.said_of = o.contact_id and (w.said_at, w.id) > (o.said_at, o.id)
      and (w.program_id is null or w.program_id = o.program_id)));

create or replace view snooze_in_force with (security_invoker = true) as
  select s.* from permission_entry s
  where s.kind = 'SNOOZE' and not exists (
    select from permission_entry l
    where l.kind = 'SNOOZE' and l.via = 'STAFF' and l.reason is not null and l.email = s.email
      and (l.said_at, l.id) > (s.said_at, s.id) and (l.program_id is null or l.program_id = s.program_id))
  and not (s.email is null and exists (
    select from permission_entry l
    where l.kind = 'SNOOZE' and l.via = 'STAFF' and l.reason is not null and l.said_of = s.contact_id
      and (l.said_at, l.id) > (s.said_at, s.id) and (l.program_id is null or l.program_id = s.program_id)));
