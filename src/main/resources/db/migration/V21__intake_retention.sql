-- What became of a file is kept for a while, and then forgotten whole: with its verdicts, and with what still waits.
alter table import_parked
  drop constraint import_parked_job,
  add constraint import_parked_job foreign key (job_id) references import_job on delete cascade;
create index import_job_by_end on import_job (ended_at) where ended_at is not null;
grant delete on import_job to keypulse_system;
