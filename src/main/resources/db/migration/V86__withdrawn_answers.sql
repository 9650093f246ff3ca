-- Who answered and took the answer back was reached and is eligible, and does not want to be in it: REFUSED, and not a person
-- whom nobody reached. The invitation tells it, as it stays answered.
create or replace view disposition with (security_invoker = true) as
  select f.wave_id, f.contact_id, f.account_id, f.team_id, n.mode,
    case
      when n.invitation_id is not null then
        case when cardinality(array_remove(n.ratings, null)) >= cardinality(w.aspects) then 'COMPLETE' else 'PARTIAL' end
      when i.answered_at is not null then 'REFUSED'
      when c.left_on <= today() or p.outcome = 'LEFT_COMPANY' then 'NOT_ELIGIBLE'
      when p.outcome = 'REFUSED' or exists (select from objection_in_force o
        where (o.email = c.email or o.email is null and o.contact_id = c.id)
          and (o.program_id is null or o.program_id = w.program_id)) then 'REFUSED'
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
