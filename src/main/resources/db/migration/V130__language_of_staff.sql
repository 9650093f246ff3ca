-- In which people who work here are written to; in English where nothing is said.
alter table employee add column language text
  constraint employee_language_two_letters check (language ~ '^[a-z]{2}$');
