-- What a file of another system tells and nothing here holds is said to whoever sent it.
alter table import_job add column passed_over text[] not null default '{}';
