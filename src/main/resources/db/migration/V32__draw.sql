alter table wave
  drop constraint wave_state_known,
  add column channels text[] not null default '{EMAIL}',
  add column languages text[] not null default '{}',
  add column paused_at timestamptz,
  add column pause_reason text,
  add column close_reason text,
  add column seed_hash text,
  add column committed_at timestamptz,
  add column rotation_seed text,
  add column account_cap int,
  add column account_fingerprint text,
  add column allocation text not null default 'PROPORTIONAL',
  add column stratum_minimum int not null default 0,
  add column planned int,
  add column withheld int not null default 0,
  add constraint wave_state_known check (state in ('OPEN', 'PAUSED', 'CLOSED')),
  add constraint wave_paused_has_time_and_reason check (
    (state = 'PAUSED') = (paused_at is not null) and (state = 'PAUSED') = (pause_reason is not null)),
  add constraint wave_reasons_bounded check (
    char_length(pause_reason) between 1 and 500 and char_length(close_reason) between 1 and 500),
  add constraint wave_withheld_of_drawn check (withheld between 0 and drawn);
create index wave_by_opening on wave (opened_at);

-- What a draw was divided into: everybody eligible, those left by the cap per account, those drawn.
create table wave_stratum (
  wave_id     int not null,
  stratum     text not null,
  units       int not null,
  candidates  int not null,
  drawn       int not null,
  deviation   double precision not null,
  after_place bigint,
  last_place  bigint,
  constraint wave_stratum_key primary key (wave_id, stratum),
  constraint wave_stratum_wave foreign key (wave_id) references wave,
  constraint wave_stratum_nested check (0 <= drawn and drawn <= candidates and candidates <= units),
  constraint wave_stratum_deviation_positive check (deviation > 0)
);
grant select on wave_stratum to keypulse_member, keypulse_analyst;
grant select, insert, update (after_place, last_place) on wave_stratum to keypulse_system;

-- exclusion says who could not be drawn. blocked says who may be drawn and must not be asked now: what other surveys
-- and other people cause never changes who is drawn, it is withheld afterwards and stays in every denominator.
-- capped are those left out by lot because their account had too many.
alter table frame_entry
  drop constraint frame_entry_exclusion_known,
  drop constraint frame_entry_eligible_is_ranked,
  add column blocked text,
  add column capped boolean not null default false,
  add column account_share double precision,
  add column account_then int,
  add constraint frame_entry_exclusion_known check (exclusion in ('LEFT', 'NO_ADDRESS', 'ADDRESS_REFUSED', 'OBJECTED',
    'SNOOZED', 'OWN_DOMAIN', 'ASKED_RECENTLY', 'SHARED_ADDRESS')),
  add constraint frame_entry_blocked_known check (blocked in ('MANUAL_HOLD', 'OPEN_CASE', 'ASKED_BY_OTHERS',
    'ACCOUNT_BUDGET')),
  add constraint frame_entry_eligible_is_ranked check ((exclusion is null and not capped) = (draw_rank is not null)),
  add constraint frame_entry_capped_is_eligible check (not capped or exclusion is null),
  add constraint frame_entry_account_share_is_one check (account_share > 0 and account_share <= 1);
create index frame_entry_drawn on frame_entry (wave_id, account_id) where drawn;
grant update (drawn, blocked) on frame_entry to keypulse_system;

-- Once the proof of a draw is written, nothing of it changes any more.
create function refuse_change_of_a_drawn_frame() returns trigger language plpgsql as $$
begin
  if exists (select from wave where id = new.wave_id and fingerprint <> '') then
    raise exception 'the frame of wave % is drawn and proved', new.wave_id
      using errcode = 'check_violation', constraint = 'frame_entry_is_final';
  end if;
  return new;
end
$$;
create trigger frame_entry_is_final before update of drawn, blocked on frame_entry
  for each row when ((old.drawn, old.blocked) is distinct from (new.drawn, new.blocked))
  execute function refuse_change_of_a_drawn_frame();

-- Somebody who must not be asked for a while, whoever is drawn.
create table contact_hold (
  id         bigint generated always as identity primary key,
  contact_id int not null,
  account_id int not null,
  team_id    int not null,
  kind       text not null,
  case_key   text,
  reason     text not null,
  held_by    int default viewer_id(),
  held_at    timestamptz not null,
  until      date,
  ended_at   timestamptz,
  constraint contact_hold_contact foreign key (contact_id) references contact,
  constraint contact_hold_account foreign key (account_id, team_id)
    references account (id, team_id) on update cascade,
  constraint contact_hold_held_by foreign key (held_by) references employee,
  constraint contact_hold_kind_known check (kind in ('MANUAL', 'OPEN_CASE')),
  constraint contact_hold_case_named check ((kind = 'OPEN_CASE') = (case_key is not null)),
  constraint contact_hold_reason_bounded check (char_length(reason) between 1 and 500)
);
create index contact_hold_by_contact on contact_hold (contact_id);
create index contact_hold_by_account on contact_hold (account_id);
create index contact_hold_by_team on contact_hold (team_id);
create unique index contact_hold_once_a_case on contact_hold (contact_id, case_key) where ended_at is null;
create unique index contact_hold_one_by_hand on contact_hold (contact_id) where kind = 'MANUAL' and ended_at is null;
select put_behind_the_wall('contact_hold');
select keep_changes_of('contact_hold');
grant insert, update on contact_hold to keypulse_member;

-- What was said of a person goes with the person, from the trail too.
create or replace function forget_audit_values(entries bigint[]) returns bigint language sql security definer
set search_path = keypulse, public as $$
  with emptied as (
    update audit_entry e set changes =
      (select coalesce(jsonb_object_agg(field, '{}'::jsonb), '{}') from jsonb_object_keys(e.changes) as field)
    where id = any (entries) and object_type in ('contact', 'contact_point', 'contact_hold')
    returning 1)
  select count(*) from emptied
$$;

-- Who served the accounts of a wave on the day of its draw.
create table wave_account_team (
  wave_id     int not null,
  account_id  int not null,
  team_id     int not null,
  employee_id int not null,
  role        text not null,
  function    text not null,
  constraint wave_account_team_key primary key (wave_id, account_id, employee_id, function),
  constraint wave_account_team_wave foreign key (wave_id) references wave,
  constraint wave_account_team_account foreign key (account_id, team_id)
    references account (id, team_id) on update cascade,
  constraint wave_account_team_employee foreign key (employee_id) references employee,
  constraint wave_account_team_role_known check (role in ('LEAD', 'DEPUTY', 'MEMBER'))
);
create index wave_account_team_by_account on wave_account_team (account_id);
create index wave_account_team_by_team on wave_account_team (team_id);
create index wave_account_team_by_employee on wave_account_team (employee_id);
select put_behind_the_wall('wave_account_team');
revoke update on wave_account_team from keypulse_system;

-- Which database this is. A copy of it has another identity, and what was about to be mailed waits there for a person.
create table installation (
  id         int primary key default 1,
  epoch      uuid not null,
  identity   text not null,
  named      text,
  adopted_at timestamptz not null,
  constraint installation_once check (id = 1)
);
grant select, insert, update on installation to keypulse_system;
grant select on installation to keypulse_member, keypulse_analyst;
create function database_identity() returns text language sql stable security definer
  set search_path = keypulse, public, pg_catalog as $$
  select system_identifier || '/' || (select oid from pg_database where datname = current_database())
  from pg_control_system()
$$;
