create table key_decision (
  id          int generated always as identity primary key,
  account_id  int not null,
  team_id     int not null,
  source      text not null,
  external_id text not null,
  outcome     text not null,
  tier        text,
  valid       daterange not null,
  decided_by  text not null,
  rationale   text not null,
  constraint key_decision_external_id_unique unique (source, external_id),
  constraint key_decision_outcome_known check (outcome in ('DESIGNATE', 'RENEW', 'DEVELOP', 'WITHDRAW', 'DECLINE')),
  constraint key_decision_tier_when_key check ((tier is not null) = (outcome in ('DESIGNATE', 'RENEW'))),
  constraint key_decision_bounded check (not isempty(valid) and not lower_inf(valid) and not upper_inf(valid)),
  constraint key_decision_no_overlap exclude using gist (account_id with =, valid with &&),
  constraint key_decision_account foreign key (account_id, team_id)
    references account (id, team_id) on update cascade
);
create index key_decision_by_team on key_decision (team_id);
select put_behind_the_wall('key_decision');
