-- Who was asked by another program may rest longer, or less, than who was asked by the same; null for as many days.
alter table survey_program
  add column quarantine_days_of_others int,
  add constraint survey_program_quarantine_of_others_bounded check (quarantine_days_of_others between 0 and 1095);
