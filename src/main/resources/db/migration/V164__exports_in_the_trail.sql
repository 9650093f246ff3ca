-- Reading out everything that is kept about a person changes nothing; that it was done is in the trail, and nothing of
-- what was read. Whoever reads calls this first.
alter table audit_entry
  drop constraint audit_entry_operation_known,
  add constraint audit_entry_operation_known check (operation in ('INSERT', 'UPDATE', 'DELETE', 'EXPORT'));
create function note_export(person int) returns bigint language sql security definer
set search_path = keypulse, public as $$
  insert into audit_entry (viewer_id, viewer_name, operation, object_type, object_id, account_id, team_id, changes)
  select viewer_id(), coalesce(nullif(current_setting('keypulse.viewer_name', true), ''), session_user::text), 'EXPORT',
    'contact', c.id, c.account_id, c.team_id, '{}'
  from contact c where c.id = person
  returning id
$$;
revoke execute on function note_export(int) from public;
grant execute on function note_export(int) to keypulse_system;
