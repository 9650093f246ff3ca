-- The longest snooze that still runs counts, whoever wrote down a shorter one later: unless somebody says with a reason that it
-- is over sooner, which ends those of its scope that came before. A snooze about everything ends all.
create view snooze_in_force with (security_invoker = true) as
  select s.* from permission_entry s
  where s.kind = 'SNOOZE' and not exists (
    select from permission_entry l
    where l.kind = 'SNOOZE' and l.via = 'STAFF' and l.reason is not null and l.email = s.email
      and (l.said_at, l.id) > (s.said_at, s.id) and (l.program_id is null or l.program_id = s.program_id));
grant select on snooze_in_force to keypulse_member, keypulse_analyst, keypulse_system;

-- Replicas of the version before read this one.
create or replace view latest_snooze with (security_invoker = true) as select * from snooze_in_force;

create or replace function carry_permission_on() returns trigger language plpgsql
  security definer set search_path = keypulse, public as $$
begin
  insert into permission_entry
    (email, contact_id, kind, program_id, snoozed_until, reason, via, channel, said_at, recorded_at)
  select new.email, case when new.email is null then new.id end, p.kind, p.program_id, p.snoozed_until, p.reason,
    'NEW_ADDRESS', new.channel, p.said_at, clock_timestamp()
  from (select * from objection_in_force union all select * from snooze_in_force) p
  where case when old.email is null then p.email is null and p.contact_id = new.id else p.email = old.email end
  order by p.id;
  return null;
end
$$;
