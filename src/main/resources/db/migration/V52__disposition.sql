-- What became of everyone who was drawn, in the words of the AAPOR Standard Definitions (2023). Whether a mail was opened
-- says nothing: scanners open it.
--   COMPLETE      answered, and marked every aspect that the wave asks about
--   PARTIAL       answered the overall question
--   NOT_ELIGIBLE  proven to have left the company
--   REFUSED       objected or declined
--   OTHER         reached, and unable to answer
--   NON_CONTACT   the mail arrived or the number rang, and nobody answered
--   UNKNOWN       nobody knows whether the person was reached: not sent, refused by the server, a wrong number
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

-- How far each open wave had come when its subscribers were last told.
create table wave_pulse (
  wave_id  int primary key,
  sent     int not null,
  called   int not null,
  answered int not null,
  constraint wave_pulse_wave foreign key (wave_id) references wave
);
grant select, insert, update on wave_pulse to keypulse_system;
