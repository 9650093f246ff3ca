-- The audit trail is read newest first, by period, object, account and person; each has its index in that order.
drop index audit_entry_by_object, audit_entry_by_account, audit_entry_by_team;
create index audit_entry_by_time on audit_entry (at, id);
create index audit_entry_by_object on audit_entry (object_type, object_id, at, id);
create index audit_entry_by_account on audit_entry (account_id, at, id);
create index audit_entry_by_team on audit_entry (team_id, at, id);
create index audit_entry_by_viewer on audit_entry (viewer_id, at, id);
