-- A link is of one address: whoever is written to at another gets a new one, and what the old one led to is there no more.
-- The ways out stay open to whoever holds any of them.
alter table invitation add column former_hashes bytea[];
create index invitation_former_links on invitation using gin (former_hashes) where former_hashes is not null;
