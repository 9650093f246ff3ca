create table invitation (
  id          bigint generated always as identity primary key,
  key         uuid not null,
  token_hash  bytea not null,
  wave_id     int not null,
  contact_id  int not null,
  account_id  int not null,
  team_id     int not null,
  name        text not null,
  email       text not null,
  language    text not null,
  state       text not null,
  due_at      timestamptz not null,
  attempts    int not null default 0,
  fence       int not null default 0,
  lease_until timestamptz,
  sent_at     timestamptz,
  answered_at timestamptz,
  reason      text,
  opened      int not null default 0,
  constraint invitation_key_unique unique (key),
  constraint invitation_token_unique unique (token_hash),
  constraint invitation_once_per_wave unique (wave_id, contact_id),
  constraint invitation_drawn foreign key (wave_id, contact_id) references frame_entry,
  constraint invitation_account foreign key (account_id, team_id)
    references account (id, team_id) on update cascade,
  constraint invitation_state_known check (state in
    ('DUE', 'CLAIMED', 'STARTED', 'UNKNOWN', 'SENT', 'FAILED', 'SKIPPED')),
  constraint invitation_sent_has_time check ((state = 'SENT') = (sent_at is not null)),
  constraint invitation_answered_was_sent check (answered_at is null or state = 'SENT'),
  constraint invitation_leased_in_flight check ((state in ('CLAIMED', 'STARTED')) = (lease_until is not null)),
  constraint invitation_reason_when_not_sent check (reason is not null or state not in ('FAILED', 'SKIPPED'))
);
create index invitation_due on invitation (due_at, id) where state in ('DUE', 'UNKNOWN');
create index invitation_leased on invitation (lease_until) where state in ('CLAIMED', 'STARTED');
create index invitation_by_wave on invitation (wave_id, state);
create index invitation_by_account on invitation (account_id);
create index invitation_by_team on invitation (team_id);
select put_behind_the_wall('invitation');
