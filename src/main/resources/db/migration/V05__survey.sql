create table survey_program (
  id             int generated always as identity primary key,
  name           text not null,
  objective      text not null,
  aspects        text[] not null,
  cron           text not null,
  time_zone      text not null,
  sample_size    int not null,
  days_to_answer int not null,
  next_at        timestamptz,
  created_at     timestamptz not null,
  constraint survey_program_name_unique unique (name),
  constraint survey_program_aspects_bounded check (cardinality(aspects) between 0 and 8),
  constraint survey_program_sample_positive check (sample_size between 1 and 100000),
  constraint survey_program_days_bounded check (days_to_answer between 1 and 90)
);
create index survey_program_by_next on survey_program (next_at);
grant select on survey_program to keypulse_member, keypulse_analyst;
grant select, insert, update on survey_program to keypulse_system;
