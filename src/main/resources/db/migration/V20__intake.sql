-- A file that somebody brought, from its arrival to its last row. The counts are those of the rows dealt with so far and
-- change in the transaction of the rows themselves, so that a job resumed elsewhere doubles nothing.
--   QUEUED -> RUNNING (lease, fence) -> DONE; RUNNING -> QUEUED when its replica ends; -> FAILED after several faults
create table import_job (
  id                bigint generated always as identity primary key,
  kind              text not null,
  file_name         text not null,
  mode              text not null,
  state             text not null,
  preset            text,
  defaults          jsonb not null,
  encoding          text not null,
  delimiter         text not null,
  decimal_mark      text not null,
  date_pattern      text not null,
  rows              int not null,
  rows_done         int not null default 0,
  created           int not null default 0,
  updated           int not null default 0,
  unchanged         int not null default 0,
  parked            int not null default 0,
  rejected          int not null default 0,
  resolved          int not null default 0,
  requested_by      int,
  requested_by_name text not null,
  requested_at      timestamptz not null,
  started_at        timestamptz,
  ended_at          timestamptz,
  fence             int not null default 0,
  attempts          int not null default 0,
  lease_until       timestamptz,
  constraint import_job_mode_known check (mode in ('DRY_RUN', 'CREATE_ONLY', 'UPDATE_ONLY', 'UPSERT')),
  constraint import_job_state_known check (state in ('QUEUED', 'RUNNING', 'DONE', 'FAILED')),
  constraint import_job_leased_while_running check ((state = 'RUNNING') = (lease_until is not null)),
  constraint import_job_counts_every_row_once
    check (rows_done = created + updated + unchanged + parked + rejected and rows_done <= rows),
  constraint import_job_requested_by foreign key (requested_by) references employee
);
create index import_job_under_way on import_job (id) where state in ('QUEUED', 'RUNNING');
create index import_job_by_kind on import_job (kind, id);

-- The file itself, until its job is done: any replica can go on with it.
create table import_chunk (
  job_id bigint not null,
  number int not null,
  bytes  bytea not null,
  constraint import_chunk_key primary key (job_id, number),
  constraint import_chunk_job foreign key (job_id) references import_job on delete cascade
);
alter table import_chunk alter column bytes set storage external;

-- What became of each row, one letter a line, for lines without a gap: C created, U updated, = unchanged, P parked,
-- R rejected. A million rows cost a few kilobytes.
create table import_stretch (
  job_id     bigint not null,
  first_line int not null,
  letters    text not null,
  constraint import_stretch_key primary key (job_id, first_line),
  constraint import_stretch_job foreign key (job_id) references import_job on delete cascade
);

-- Rows of which there is more to say. What was parked and settled later keeps its place here with its new verdict.
create table import_verdict (
  job_id        bigint not null,
  line          int not null,
  verdict       text not null,
  column_name   text not null,
  code          text,
  message       text not null,
  awaits_source text,
  awaits_id     text,
  settled_by    bigint,
  constraint import_verdict_key primary key (job_id, line),
  constraint import_verdict_job foreign key (job_id) references import_job on delete cascade,
  constraint import_verdict_known check (verdict in ('CREATED', 'UPDATED', 'UNCHANGED', 'PARKED', 'REJECTED'))
);
create index import_verdict_by_verdict on import_verdict (job_id, verdict, line);
create index import_verdict_by_awaited on import_verdict (job_id, awaits_source, awaits_id) where verdict = 'PARKED';

-- Rows that refer to something that has not come yet. Due ones are tried again: the thing has come.
create table import_parked (
  id              bigint generated always as identity primary key,
  kind            text not null,
  source          text not null,
  external_id     text not null,
  job_id          bigint not null,
  line            int not null,
  cells           jsonb not null,
  column_name     text not null,
  awaits_source   text not null,
  awaits_id       text not null,
  due             boolean not null default false,
  parked_at       timestamptz not null,
  constraint import_parked_once unique (kind, source, external_id),
  constraint import_parked_job foreign key (job_id) references import_job
);
create index import_parked_by_awaited on import_parked (awaits_source, awaits_id);
create index import_parked_due on import_parked (id) where due;
create index import_parked_by_time on import_parked (parked_at);
create index import_parked_by_job on import_parked (job_id);

grant select, insert, update on import_job, import_verdict to keypulse_system;
grant select, insert on import_stretch to keypulse_system;
grant select, insert, delete on import_chunk to keypulse_system;
grant select, insert, update, delete on import_parked to keypulse_system;
