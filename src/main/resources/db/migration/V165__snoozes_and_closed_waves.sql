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

-- What became of those drawn stays as it was when their wave closed: whoever objects or leaves weeks later refused nothing
-- and was there, and whoever takes an objection back then had refused.
create or replace view disposition with (security_invoker = true) as
  select f.wave_id, f.contact_id, f.account_id, f.team_id, n.mode,
    case
      when n.invitation_id is not null then
        case when cardinality(array_remove(n.ratings, null)) >= cardinality(w.aspects) then 'COMPLETE' else 'PARTIAL' end
      when i.answered_at is not null then 'REFUSED'
      when c.left_on <= coalesce((w.closed_at at time zone 'UTC')::date, today()) or p.outcome = 'LEFT_COMPANY'
        then 'NOT_ELIGIBLE'
      when p.outcome = 'REFUSED' or exists (
        select from permission_entry o
        where o.kind = 'OBJECTION' and (o.email = c.email or o.email is null and o.contact_id = c.id)
          and (o.program_id is null or o.program_id = w.program_id) and o.said_at <= coalesce(w.closed_at, 'infinity')
          and not exists (
            select from permission_entry x
            where x.kind = 'OBJECTION_WITHDRAWN' and x.email = o.email and (x.said_at, x.id) > (o.said_at, o.id)
              and x.said_at <= coalesce(w.closed_at, 'infinity')
              and (x.program_id is null or x.program_id = o.program_id))) then 'REFUSED'
      when p.outcome = 'UNABLE' then 'OTHER'
      when p.outcome in ('NO_ANSWER', 'CALL_BACK') then 'NON_CONTACT'
      when i.state = 'SENT' and not exists (select from refused_address r where r.email = i.email) then 'NON_CONTACT'
      else 'UNKNOWN'
    end as disposition
  from frame_entry f
  join wave w on w.id = f.wave_id
  join contact c on c.id = f.contact_id
  left join answer n on n.wave_id = f.wave_id and n.contact_id = f.contact_id
  left join lateral (
    select a.outcome from phone_attempt a
    where a.wave_id = f.wave_id and a.contact_id = f.contact_id order by a.id desc limit 1) p on true
  left join lateral (
    select m.state, m.email, m.answered_at from asked m
    where m.wave_id = f.wave_id and m.contact_id = f.contact_id order by m.id limit 1) i on true
  where f.drawn;
