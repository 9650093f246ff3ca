-- A call that settled it is not undone by a later one; what somebody without an address objected to, they take back for themselves.
create or replace view disposition with (security_invoker = true) as
  select f.wave_id, f.contact_id, f.account_id, f.team_id, n.mode,
    case
      when c.id is null then disposition_of(f.wave_id, f.contact_id)
      when n.invitation_id is not null then
        case when cardinality(array_remove(n.ratings, null)) >= cardinality(w.aspects) then 'COMPLETE' else 'PARTIAL' end
      when i.answered_at is not null then 'REFUSED'
      when c.left_on <= coalesce((w.closed_at at time zone 'UTC')::date, today()) or p.outcome = 'LEFT_COMPANY'
        then 'NOT_ELIGIBLE'
      when exists (
        select from former_account h
        where h.contact_id = f.contact_id and h.account_id = f.account_id and h.left_at <= coalesce(w.closed_at, 'infinity')
          and (h.returned_at > w.closed_at or h.returned_at is null and c.account_id <> f.account_id)) then 'NOT_ELIGIBLE'
      when p.outcome = 'REFUSED' or exists (
        select from permission_entry o
        where o.kind = 'OBJECTION' and (o.email = c.email or o.email is null and o.contact_id = c.id)
          and (o.program_id is null or o.program_id = w.program_id) and o.said_at <= coalesce(w.closed_at, 'infinity')
          and not exists (
            select from permission_entry x
            where x.kind = 'OBJECTION_WITHDRAWN' and (x.email = o.email or o.email is null and x.said_of = o.contact_id)
              and (x.said_at, x.id) > (o.said_at, o.id)
              and x.said_at <= coalesce(w.closed_at, 'infinity')
              and (x.program_id is null or x.program_id = o.program_id))) then 'REFUSED'
      when p.outcome = 'UNABLE' then 'OTHER'
      when p.outcome in ('NO_ANSWER', 'CALL_BACK') then 'NON_CONTACT'
      when i.reached then 'NON_CONTACT'
      else 'UNKNOWN'
    end as disposition
  from frame_entry f
  join wave w on w.id = f.wave_id
  left join contact c on c.id = f.contact_id
  left join answer n on n.wave_id = f.wave_id and n.contact_id = f.contact_id
  left join lateral (
    select a.outcome from phone_attempt a
    where a.wave_id = f.wave_id and a.contact_id = f.contact_id
    order by a.outcome in ('REFUSED', 'LEFT_COMPANY', 'UNABLE') desc, a.id desc limit 1) p on true
  left join lateral (
    select m.reached, m.answered_at from asked m
    where m.wave_id = f.wave_id and m.contact_id = f.contact_id order by m.id limit 1) i on true
  where f.drawn;
