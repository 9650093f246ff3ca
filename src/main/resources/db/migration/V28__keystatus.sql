-- Two times: valid is when a decision holds, known_from and superseded_at are when we believed it. A corrected decision
-- stays as it was, so that "what did we believe then" can be answered. recorded_at cannot tell: it moves with every change.
alter table key_decision
  add column approved_by text,
  add column known_from timestamptz,
  add column superseded_at timestamptz,
  add column supersedes_id int;
alter table key_decision alter column known_from type timestamptz using recorded_at;
alter table key_decision
  alter column known_from set not null,
  alter column known_from set default clock_timestamp(),
  drop constraint key_decision_no_overlap,
  drop constraint key_decision_external_id_unique,
  add constraint key_decision_supersedes foreign key (supersedes_id) references key_decision,
  add constraint key_decision_superseded_once unique (supersedes_id),
  -- At no time did we believe two decisions for the same day.
  add constraint key_decision_no_overlap exclude using gist (
    account_id with =, valid with &&, tstzrange(known_from, superseded_at) with &&);
create unique index key_decision_current_external_id on key_decision (source, external_id) where superseded_at is null;
create index key_decision_by_external_id on key_decision (source, external_id, id);
create index key_decision_by_account on key_decision (account_id, known_from);
drop index key_decision_by_start;
create index key_decision_by_start on key_decision (account_id, lower(valid)) where superseded_at is null;
-- Behind the wall; who of them may decide is said by TeamRights.
grant insert, update on key_decision to keypulse_member;
