-- What was changed about a person's addresses and holds is found without reading the trail of everybody's.
create index audit_entry_from_contact on audit_entry ((changes #>> '{contact_id,from}'))
  where object_type in ('contact_point', 'contact_hold');
create index audit_entry_to_contact on audit_entry ((changes #>> '{contact_id,to}'))
  where object_type in ('contact_point', 'contact_hold');
