-- A program asks people at accounts that are key, that were, or that never were, as it says.
alter table survey_program
  add column key_status text[] not null default '{KEY}',
  add constraint survey_program_key_status_known check (
    key_status <@ '{KEY,FORMER,NONE}' and cardinality(key_status) between 1 and 3);
