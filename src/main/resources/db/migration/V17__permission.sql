-- Whether a person may be asked, as a ledger per address: entries are added and never changed, so no edit, import or
-- merge of a contact can lose an objection. An entry without a program is about every one. An entry without an address
-- keeps what was said by a contact whose address was taken away, until there is one again.
--   said_at   when the person said it: what came later holds, in whatever order it was written down
create table permission_entry (
  id            bigint generated always as identity primary key,
  source        text,
  external_id   text,
  email         text,
  contact_id    int,
  kind          text not null,
  basis         text,
  program_id    int,
  snoozed_until date,
  reason        text,
  via           text not null,
  channel       text not null,
  said_at       timestamptz not null,
  recorded_at   timestamptz not null,
  recorded_by   int default viewer_id(),
  constraint permission_entry_external_id_unique unique (source, external_id),
  constraint permission_entry_kind_known check (kind in ('BASIS', 'OBJECTION', 'OBJECTION_WITHDRAWN', 'SNOOZE')),
  constraint permission_entry_basis_known check (basis in
    ('CONSENT', 'LEGITIMATE_INTEREST', 'CONTRACT', 'EXISTING_CUSTOMER')),
  constraint permission_entry_basis_named check ((kind = 'BASIS') = (basis is not null)),
  constraint permission_entry_snooze_ends check ((kind = 'SNOOZE') = (snoozed_until is not null)),
  constraint permission_entry_withdrawal_has_reason check (kind <> 'OBJECTION_WITHDRAWN' or reason is not null),
  constraint permission_entry_reason_bounded check (char_length(reason) <= 500),
  constraint permission_entry_of_somebody check (email is not null or contact_id is not null),
  constraint permission_entry_via_known check (via in ('ONE_CLICK', 'PAGE', 'STAFF', 'NEW_ADDRESS')),
  constraint permission_entry_channel_known check (channel in ('SALES_CENTRE', 'TELEPHONE', 'CALL_CENTRE', 'EMAIL',
    'DEALER_WEBSITE', 'SEMINAR', 'CRM_IMPORT', 'MANUAL')),
  constraint permission_entry_program foreign key (program_id) references survey_program
);
create index permission_entry_by_email on permission_entry (email, id);
create index permission_entry_by_contact on permission_entry (contact_id) where contact_id is not null;

insert into permission_entry (email, kind, via, channel, said_at, recorded_at)
select email, 'OBJECTION', via, case via when 'STAFF' then 'MANUAL' else 'EMAIL' end, recorded_at, recorded_at
from objection order by id;
drop table objection;

-- A member reads and writes for the addresses of contacts they see.
alter table permission_entry enable row level security;
alter table permission_entry force row level security;
create policy own_contacts on permission_entry to keypulse_member using (exists (
  select from contact_point p where p.means = 'EMAIL' and p.value = permission_entry.email));
create policy all_contacts on permission_entry to keypulse_analyst, keypulse_system using (true) with check (true);
create policy triggers_carry_on on permission_entry to keypulse_owner using (true) with check (true);
grant select on permission_entry to keypulse_member, keypulse_analyst, keypulse_system;
grant insert on permission_entry to keypulse_member, keypulse_system;

-- A withdrawal ends the objections of its scope that came before it; one about everything ends all.
create view objection_in_force with (security_invoker = true) as
  select o.* from permission_entry o
  where o.kind = 'OBJECTION' and not exists (
    select from permission_entry w
    where w.kind = 'OBJECTION_WITHDRAWN' and w.email = o.email and (w.said_at, w.id) > (o.said_at, o.id)
      and (w.program_id is null or w.program_id = o.program_id));
-- The latest snooze of a scope is the one that holds, until its day.
create view latest_snooze with (security_invoker = true) as
  select s.* from permission_entry s
  where s.kind = 'SNOOZE' and not exists (
    select from permission_entry l
    where l.kind = 'SNOOZE' and l.email = s.email and (l.said_at, l.id) > (s.said_at, s.id)
      and l.program_id is not distinct from s.program_id);
grant select on objection_in_force, latest_snooze to keypulse_member, keypulse_analyst, keypulse_system;

-- It was the person who objected: their next address inherits it, also when there was none for a while.
create function carry_permission_on() returns trigger language plpgsql
  security definer set search_path = keypulse, public as $$
begin
  insert into permission_entry
    (email, contact_id, kind, program_id, snoozed_until, reason, via, channel, said_at, recorded_at)
  select new.email, case when new.email is null then new.id end, p.kind, p.program_id, p.snoozed_until, p.reason,
    'NEW_ADDRESS', new.channel, p.said_at, clock_timestamp()
  from (select * from objection_in_force union all select * from latest_snooze) p
  where case when old.email is null then p.email is null and p.contact_id = new.id else p.email = old.email end
  order by p.id;
  return null;
end
$$;
create trigger contact_takes_its_permission_along after update of email on contact
  for each row when (old.email is distinct from new.email) execute function carry_permission_on();

alter table frame_entry drop constraint frame_entry_exclusion_known;
alter table frame_entry add constraint frame_entry_exclusion_known check (exclusion in
  ('LEFT', 'NO_ADDRESS', 'ADDRESS_REFUSED', 'OBJECTED', 'SNOOZED', 'SHARED_ADDRESS'));
grant select on refused_address to keypulse_member, keypulse_analyst;
