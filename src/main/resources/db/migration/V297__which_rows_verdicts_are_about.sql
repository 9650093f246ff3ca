-- The sender finds a row by what it is called there; of rows that nobody could read, and of erased people, nothing is kept.
alter table import_verdict
  add column source text,
  add column external_id text;
