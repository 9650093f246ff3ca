-- A hold is over when somebody ends it or its day has come.
create view hold_in_force with (security_invoker = true) as
  select h.* from contact_hold h where h.ended_at is null and (h.until is null or h.until > today());
grant select on hold_in_force to keypulse_member, keypulse_analyst, keypulse_system;

-- A mail reached somebody unless it came back, or its address was refused then or later: whom none reached did not keep silent.
create or replace view asked with (security_invoker = true) as
  select i.id, i.wave_id, i.contact_id, i.account_id, i.team_id, coalesce(m.readdressed_to, i.email) as email, i.answered_at,
    m.id as mail_id, m.state, m.reason, m.due_at, m.sent_at, m.attempts,
    coalesce(m.state = 'SENT', false) and not exists (
      select from refused_address r where r.email = coalesce(m.readdressed_to, i.email)) as reached
  from invitation i left join mail m on m.invitation_id = i.id and m.kind = 'INVITATION';

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
      when i.reached then 'NON_CONTACT'
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
    select m.reached, m.answered_at from asked m
    where m.wave_id = f.wave_id and m.contact_id = f.contact_id order by m.id limit 1) i on true
  where f.drawn;
