-- The list of contacts is read along it by whoever sees many.
create index contact_by_name on contact (name, id);
