-- A case for one person in one wave, about an answer or about silence, and how far it has come.
--   state           OPEN until acknowledged, then until the customer was spoken to, then until resolved; whether it is
--                   RECOVERED the customer alone can say
--   *_due           until when, in business hours, the next of these has to be done
--   next_climb_at   when it goes one step up unless that is done; null where nothing is missing or nobody stands above
--   round           1, and one more each time the customer said that it is not mended
--   acknowledged_at, contacted_at   the first time
alter table follow_up
  add column wave_id int,
  add column contact_id int,
  add column state text not null default 'OPEN',
  add column aspect text,
  add column rule_ids int[] not null default '{}',
  add column acknowledge_due timestamptz,
  add column contact_due timestamptz,
  add column resolve_due timestamptz,
  add column next_climb_at timestamptz,
  add column round int not null default 1,
  add column contacted_at timestamptz,
  add column cause_id int,
  add column resolved_at timestamptz,
  add column resolved_by int,
  add column closed_at timestamptz,
  drop constraint follow_up_answer,
  drop constraint follow_up_once_per_answer;
set role keypulse_system;
update follow_up f set wave_id = i.wave_id, contact_id = i.contact_id,
  state = case when acknowledged_at is null then 'OPEN' else 'ACKNOWLEDGED' end
from invitation i where i.id = f.invitation_id;
reset role;
alter table follow_up
  alter column wave_id set not null,
  alter column contact_id set not null,
  add constraint follow_up_once_per_person_and_wave unique (contact_id, wave_id),
  add constraint follow_up_invitation foreign key (invitation_id) references invitation,
  add constraint follow_up_wave foreign key (wave_id) references wave,
  add constraint follow_up_contact foreign key (contact_id) references contact,
  add constraint follow_up_cause_known foreign key (cause_id) references follow_up_cause,
  add constraint follow_up_resolved_by foreign key (resolved_by) references employee,
  add constraint follow_up_state_known check (state in
    ('OPEN', 'ACKNOWLEDGED', 'CONTACTED', 'RESOLVED_UNPROVEN', 'RECOVERED', 'UNPROVEN')),
  add constraint follow_up_climbs_while_somebody_has_to_act check (next_climb_at is null
    or state in ('OPEN', 'ACKNOWLEDGED', 'CONTACTED')),
  add constraint follow_up_closed_has_time check ((state in ('RECOVERED', 'UNPROVEN')) = (closed_at is not null));
create index follow_up_by_invitation on follow_up (invitation_id);
create index follow_up_by_wave on follow_up (wave_id);
create index follow_up_climbing on follow_up (next_climb_at) where next_climb_at is not null;
select keep_changes_of('follow_up');
grant insert, update (owner_id, state, acknowledged_at, acknowledged_by, acknowledge_due, contact_due, resolve_due, next_climb_at,
  contacted_at, cause_id, resolved_at, resolved_by, channel) on follow_up to keypulse_member;

-- Whose turn it was, one row for each person: the responsible, then everybody up the line until somebody acts.
--   employee_id   whose turn it is by team and line
--   acting_id     who acts for them today, themselves while present; nobody where the step was skipped
--   level         0 for the responsible, then the steps of this task up the line
--   past_id       whom it climbed past
create table follow_up_step (
  id              bigint generated always as identity primary key,
  follow_up_id    bigint not null,
  account_id      int not null,
  team_id         int not null,
  kind            text not null,
  round           int not null,
  task            text not null,
  level           int not null,
  employee_id     int not null,
  acting_id       int,
  skipped         text,
  past_id         int,
  at              timestamptz not null,
  due_at          timestamptz,
  acknowledged_at timestamptz,
  constraint follow_up_step_follow_up foreign key (follow_up_id) references follow_up,
  constraint follow_up_step_account foreign key (account_id, team_id)
    references account (id, team_id) on update cascade,
  constraint follow_up_step_employee foreign key (employee_id) references employee,
  constraint follow_up_step_acting foreign key (acting_id) references employee,
  constraint follow_up_step_past foreign key (past_id) references employee,
  constraint follow_up_step_kind_known check (kind in ('RESPONSIBLE', 'ASSIGNED', 'LINE', 'SPONSOR')),
  constraint follow_up_step_task_known check (task in ('ACKNOWLEDGE', 'CONTACT', 'RESOLVE', 'RECOVER')),
  constraint follow_up_step_skipped_known check (skipped in ('ABSENT', 'LEFT')),
  constraint follow_up_step_taken_or_skipped check ((acting_id is null) = (skipped is not null))
);
create unique index follow_up_step_climbs_once on follow_up_step (follow_up_id, round, task, level) where kind = 'LINE';
create index follow_up_step_by_case on follow_up_step (follow_up_id, id);
create index follow_up_step_by_account on follow_up_step (account_id);
create index follow_up_step_by_team on follow_up_step (team_id);
select put_behind_the_wall('follow_up_step');
grant insert, update (acknowledged_at) on follow_up_step to keypulse_member;

-- What was said to the customer, and what it came to.
create table follow_up_contact (
  id           bigint generated always as identity primary key,
  follow_up_id bigint not null,
  account_id   int not null,
  team_id      int not null,
  at           timestamptz not null,
  means        text not null,
  reached      boolean not null,
  summary      text not null,
  recorded_at  timestamptz not null default clock_timestamp(),
  recorded_by  int default viewer_id(),
  constraint follow_up_contact_follow_up foreign key (follow_up_id) references follow_up,
  constraint follow_up_contact_account foreign key (account_id, team_id)
    references account (id, team_id) on update cascade,
  constraint follow_up_contact_means_known check (means in ('TELEPHONE', 'EMAIL', 'MEETING', 'VIDEO')),
  constraint follow_up_contact_summary_bounded check (char_length(summary) between 1 and 2000)
);
create index follow_up_contact_by_case on follow_up_contact (follow_up_id, at);
create index follow_up_contact_by_account on follow_up_contact (account_id);
create index follow_up_contact_by_team on follow_up_contact (team_id);
select put_behind_the_wall('follow_up_contact');
grant insert on follow_up_contact to keypulse_member;

create table follow_up_action (
  id           bigint generated always as identity primary key,
  follow_up_id bigint not null,
  account_id   int not null,
  team_id      int not null,
  what         text not null,
  owner_id     int not null,
  due_on       date not null,
  done_at      timestamptz,
  version      int not null default 1,
  recorded_at  timestamptz not null default clock_timestamp(),
  recorded_by  int default viewer_id(),
  constraint follow_up_action_follow_up foreign key (follow_up_id) references follow_up,
  constraint follow_up_action_owner foreign key (owner_id) references employee,
  constraint follow_up_action_account foreign key (account_id, team_id)
    references account (id, team_id) on update cascade,
  constraint follow_up_action_what_bounded check (char_length(what) between 1 and 1000)
);
create index follow_up_action_by_case on follow_up_action (follow_up_id, due_on);
create index follow_up_action_by_account on follow_up_action (account_id);
create index follow_up_action_by_team on follow_up_action (team_id);
select put_behind_the_wall('follow_up_action');
grant insert, update (done_at, version) on follow_up_action to keypulse_member;

-- "You said, we did": what the customer will read above their next invitation, once.
create table follow_up_line (
  follow_up_id    bigint primary key,
  account_id      int not null,
  team_id         int not null,
  line            text not null,
  approved_at     timestamptz not null,
  approved_by     int default viewer_id(),
  offered_wave_id int,
  constraint follow_up_line_follow_up foreign key (follow_up_id) references follow_up,
  constraint follow_up_line_wave foreign key (offered_wave_id) references wave,
  constraint follow_up_line_account foreign key (account_id, team_id)
    references account (id, team_id) on update cascade,
  constraint follow_up_line_bounded check (char_length(line) between 1 and 500)
);
create index follow_up_line_by_account on follow_up_line (account_id);
create index follow_up_line_by_team on follow_up_line (team_id);
select put_behind_the_wall('follow_up_line');
grant insert, update on follow_up_line to keypulse_member;
alter table invitation add column opening text;

-- One question to the customer after each resolution: is it mended?
create table follow_up_proof (
  id           bigint generated always as identity primary key,
  follow_up_id bigint not null,
  account_id   int not null,
  team_id      int not null,
  contact_id   int not null,
  round        int not null,
  aspect       text,
  key          uuid not null,
  token_hash   bytea not null,
  asked_at     timestamptz not null,
  expires_at   timestamptz not null,
  answered_at  timestamptz,
  answer       smallint,
  outcome      text,
  constraint follow_up_proof_follow_up foreign key (follow_up_id) references follow_up,
  constraint follow_up_proof_contact foreign key (contact_id) references contact,
  constraint follow_up_proof_account foreign key (account_id, team_id)
    references account (id, team_id) on update cascade,
  constraint follow_up_proof_once_per_round unique (follow_up_id, round),
  constraint follow_up_proof_token_unique unique (token_hash),
  constraint follow_up_proof_five_points check (answer between 1 and 5),
  constraint follow_up_proof_answered_has_answer check ((answered_at is null) = (answer is null)),
  constraint follow_up_proof_answered_has_outcome check (answered_at is null or outcome is not null),
  constraint follow_up_proof_outcome_known check (outcome in ('RECOVERED', 'NOT_RECOVERED', 'UNPROVEN'))
);
create index follow_up_proof_by_account on follow_up_proof (account_id);
create index follow_up_proof_by_team on follow_up_proof (team_id);
create index follow_up_proof_waiting on follow_up_proof (expires_at) where outcome is null;
select put_behind_the_wall('follow_up_proof');
grant insert on follow_up_proof to keypulse_member;

-- Mails about cases: to the person whose step it is, or to the customer who is asked for the proof. The same moves as
-- those of invitations.
create table follow_up_mail (
  id           bigint generated always as identity primary key,
  follow_up_id bigint not null,
  account_id   int not null,
  team_id      int not null,
  step_id      bigint,
  proof_id     bigint,
  key          uuid not null,
  state        text not null,
  due_at       timestamptz not null,
  attempts     int not null default 0,
  fence        int not null default 0,
  lease_until  timestamptz,
  sent_at      timestamptz,
  reason       text,
  constraint follow_up_mail_follow_up foreign key (follow_up_id) references follow_up,
  constraint follow_up_mail_step foreign key (step_id) references follow_up_step,
  constraint follow_up_mail_proof foreign key (proof_id) references follow_up_proof,
  constraint follow_up_mail_account foreign key (account_id, team_id)
    references account (id, team_id) on update cascade,
  constraint follow_up_mail_key_unique unique (key),
  constraint follow_up_mail_step_once unique (step_id),
  constraint follow_up_mail_proof_once unique (proof_id),
  constraint follow_up_mail_about_one check (num_nonnulls(step_id, proof_id) = 1),
  constraint follow_up_mail_state_known check (state in
    ('DUE', 'CLAIMED', 'STARTED', 'UNKNOWN', 'SENT', 'FAILED', 'SKIPPED')),
  constraint follow_up_mail_sent_has_time check ((state = 'SENT') = (sent_at is not null)),
  constraint follow_up_mail_leased_in_flight check ((state in ('CLAIMED', 'STARTED')) = (lease_until is not null)),
  constraint follow_up_mail_reason_when_not_sent check (reason is not null or state not in ('FAILED', 'SKIPPED'))
);
create index follow_up_mail_due on follow_up_mail (due_at, id) where state in ('DUE', 'UNKNOWN');
create index follow_up_mail_leased on follow_up_mail (lease_until) where state in ('CLAIMED', 'STARTED');
create index follow_up_mail_by_account on follow_up_mail (account_id);
create index follow_up_mail_by_team on follow_up_mail (team_id);
select put_behind_the_wall('follow_up_mail');
grant insert on follow_up_mail to keypulse_member;

-- Rings when a case is opened and when one climbs.
create function tell_follow_up() returns trigger language plpgsql as $$
begin
  perform pg_notify(tg_argv[0], to_jsonb(new) ->> tg_argv[1]);
  return null;
end
$$;
create trigger follow_up_rings_when_opened after insert on follow_up
  for each row execute function tell_follow_up('keypulse_follow_up_opened', 'id');
create trigger follow_up_step_rings_when_climbing after insert on follow_up_step
  for each row when (new.kind = 'LINE' and new.acting_id is not null)
  execute function tell_follow_up('keypulse_follow_up_escalated', 'follow_up_id');
create index invitation_by_contact on invitation (contact_id);
drop index follow_up_open;
create index follow_up_open on follow_up (opened_at) where state = 'OPEN';
