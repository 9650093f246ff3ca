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
