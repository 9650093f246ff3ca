-- A person's address may be corrected after the draw. Their invitation keeps the address that was drawn; a mail of it
-- that goes elsewhere says where, so that what comes back is known to be about that address and no other.
alter table mail add column readdressed_to text;
create index mail_readdressed on mail (readdressed_to) where readdressed_to is not null;

create or replace view asked with (security_invoker = true) as
  select i.id, i.wave_id, i.contact_id, i.account_id, i.team_id, coalesce(m.readdressed_to, i.email) as email, i.answered_at,
    m.id as mail_id, m.state, m.reason, m.due_at, m.sent_at, m.attempts
  from invitation i left join mail m on m.invitation_id = i.id and m.kind = 'INVITATION';
