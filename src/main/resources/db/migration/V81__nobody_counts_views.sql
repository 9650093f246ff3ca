-- How often an answer page was opened told nothing, for scanners open it; now nothing is written down when it is.
drop view disposition;
drop view asked;
alter table invitation drop column opened;
create view asked with (security_invoker = true) as
  select i.id, i.wave_id, i.contact_id, i.account_id, i.team_id, i.email, i.answered_at, m.id as mail_id, m.state, m.reason, m.due_at,
    m.sent_at, m.attempts
  from invitation i left join mail m on m.invitation_id = i.id and m.kind = 'INVITATION';
grant select on asked to keypulse_member, keypulse_analyst, keypulse_system;
create view disposition with (security_invoker = true) as
  select f.wave_id, f.contact_id, f.account_id, f.team_id, n.mode,
    case
      when n.invitation_id is not null then
        case when cardinality(array_remove(n.ratings, null)) >= cardinality(w.aspects) then 'COMPLETE' else 'PARTIAL' end
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
    select m.state, m.email from asked m
    where m.wave_id = f.wave_id and m.contact_id = f.contact_id order by m.id limit 1) i on true
  where f.drawn;
grant select on disposition to keypulse_member, keypulse_analyst, keypulse_system;
