-- Of some strata everybody is drawn, of the others a sample. Draws that are there took none whole.
alter table survey_program
  add column take_all text[] not null default '{}',
  add constraint survey_program_takes_strata_whole check (
    cardinality(take_all) = 0 or strata_by <> 'NONE' and allocation <> 'CENSUS');
alter table wave_stratum add column take_all boolean not null default false;
