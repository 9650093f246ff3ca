-- An address that a mail server refused for good is asked again once somebody has learned that it works: an entry of the ledger
-- like every other, with its reason, which takes what was refused before it off the list.
alter table permission_entry
  drop constraint permission_entry_kind_known,
  drop constraint permission_entry_withdrawal_has_reason;
alter table permission_entry
  add constraint permission_entry_kind_known check (kind in
    ('BASIS', 'OBJECTION', 'OBJECTION_WITHDRAWN', 'SNOOZE', 'REACHABLE')),
  add constraint permission_entry_has_reason check
    (reason is not null or kind not in ('OBJECTION_WITHDRAWN', 'REACHABLE')),
  add constraint permission_entry_reachable_by_all check (kind <> 'REACHABLE' or program_id is null);

create function lift_refusal() returns trigger language plpgsql
  security definer set search_path = keypulse, public as $$
begin
  delete from refused_address r where r.email = new.email and r.refused_at <= new.said_at;
  return null;
end
$$;
create trigger permission_lifts_refusal after insert on permission_entry
  for each row when (new.kind = 'REACHABLE') execute function lift_refusal();
