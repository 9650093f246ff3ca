-- A program says whom it asks, how they are chosen, how they are spoken to and who reads what. Empty lists mean: all.
alter table survey_program
  drop constraint survey_program_sample_positive,
  alter column cron drop not null,
  alter column sample_size drop not null,
  add column every_weeks int,
  add column starts_on date,
  add column starts_at time,
  add column state text not null default 'ACTIVE',
  add column held_for timestamptz,
  add column hours_late_allowed int not null default 24,
  add column key_tiers text[] not null default '{}',
  add column segments text[] not null default '{}',
  add column countries text[] not null default '{}',
  add column roles text[] not null default '{}',
  add column channels text[] not null default '{EMAIL}',
  add column languages text[] not null default '{}',
  add column reminder_days int[] not null default '{}',
  add column quiet_from time,
  add column quiet_to time,
  add column business_days_only boolean not null default false,
  add column sender_name text,
  add column reply_to text not null default 'ACCOUNT_MANAGER',
  add column confidentiality text not null default 'NAMED',
  add column aggregate_from int,
  add column margin double precision,
  add column expected_response double precision,
  add column strata_by text not null default 'NONE',
  add column allocation text not null default 'PROPORTIONAL',
  add column stratum_minimum int not null default 2,
  add column account_cap int,
  add column quarantine_days int not null default 0,
  add column account_mails_per_week int,
  add column rotation boolean not null default false,
  add constraint survey_program_one_schedule check (num_nonnulls(cron, every_weeks) = 1
    and num_nonnulls(every_weeks, starts_on, starts_at) in (0, 3)),
  add constraint survey_program_every_weeks_bounded check (every_weeks between 1 and 52),
  add constraint survey_program_state_known check (state in ('ACTIVE', 'PAUSED', 'RETIRED')),
  add constraint survey_program_hours_late_bounded check (hours_late_allowed between 0 and 720),
  add constraint survey_program_channels_known check (
    channels <@ '{EMAIL,PHONE}' and cardinality(channels) between 1 and 2),
  add constraint survey_program_reminders_bounded check (cardinality(reminder_days) <= 5),
  add constraint survey_program_quiet_both_ends check ((quiet_from is null) = (quiet_to is null)),
  add constraint survey_program_reply_to_known check (reply_to in ('ACCOUNT_MANAGER', 'SENDER')),
  add constraint survey_program_confidentiality_known check (confidentiality in ('NAMED', 'AGGREGATE')),
  add constraint survey_program_aggregate_has_size check (
    (confidentiality = 'AGGREGATE') = (aggregate_from is not null) and aggregate_from between 3 and 100),
  add constraint survey_program_size_or_margin check (
    allocation = 'CENSUS' and num_nonnulls(sample_size, margin) = 0
    or allocation <> 'CENSUS' and num_nonnulls(sample_size, margin) = 1),
  add constraint survey_program_sample_bounded check (sample_size between 1 and 100000),
  add constraint survey_program_margin_share check (margin between 0.005 and 0.5),
  add constraint survey_program_response_share check (expected_response between 0.01 and 1),
  add constraint survey_program_strata_known check (strata_by in ('NONE', 'TIER', 'SEGMENT', 'COUNTRY')),
  add constraint survey_program_allocation_known check (allocation in ('PROPORTIONAL', 'NEYMAN', 'CENSUS')),
  add constraint survey_program_minimum_bounded check (stratum_minimum between 0 and 1000),
  add constraint survey_program_cap_bounded check (account_cap between 1 and 1000),
  add constraint survey_program_quarantine_bounded check (quarantine_days between 0 and 1095),
  add constraint survey_program_mails_bounded check (account_mails_per_week between 1 and 1000);
drop index survey_program_by_next;
create index survey_program_by_next on survey_program (next_at) where state = 'ACTIVE';
select keep_changes_of('survey_program');

-- Who may read what is promised to those who are asked: it stays as it was when they were drawn.
alter table wave
  add column confidentiality text not null default 'NAMED',
  add column aggregate_from int,
  add constraint wave_confidentiality_known check (confidentiality in ('NAMED', 'AGGREGATE')),
  add constraint wave_aggregate_has_size check ((confidentiality = 'AGGREGATE') = (aggregate_from is not null));

-- The seed of a program's next draw, fixed before its frame is: everybody may read its hash, nobody the seed itself
-- before the draw.
create table draw_commitment (
  id           int generated always as identity primary key,
  program_id   int not null,
  seed         text not null,
  seed_hash    text not null,
  committed_at timestamptz not null,
  used_at      timestamptz,
  constraint draw_commitment_program foreign key (program_id) references survey_program,
  constraint draw_commitment_is_of_its_seed check (seed_hash = encode(sha256(convert_to(seed, 'UTF8')), 'hex'))
);
create unique index draw_commitment_one_open on draw_commitment (program_id) where used_at is null;
grant select (id, program_id, seed_hash, committed_at, used_at) on draw_commitment to keypulse_member, keypulse_analyst;
grant select, insert, update (used_at) on draw_commitment to keypulse_system;

-- Gives every contact its permanent place on the round; one for all programs, which start at places of their own.
create table rotation_seed (
  id      int primary key default 1,
  seed    text not null,
  made_at timestamptz not null,
  constraint rotation_seed_once check (id = 1)
);
grant select, insert on rotation_seed to keypulse_system;
