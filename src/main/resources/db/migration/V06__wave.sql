create table wave (
  id            int generated always as identity primary key,
  program_id    int not null,
  scheduled_for timestamptz not null,
  state         text not null,
  aspects       text[] not null,
  opened_at     timestamptz not null,
  closes_at     timestamptz not null,
  closed_at     timestamptz,
  algorithm     text not null,
  seed          text not null,
  fingerprint   text not null,
  frame_size    int not null,
  excluded      int not null,
  drawn         int not null,
  constraint wave_program foreign key (program_id) references survey_program,
  constraint wave_once_per_schedule unique (program_id, scheduled_for),
  constraint wave_state_known check (state in ('OPEN', 'CLOSED')),
  constraint wave_closed_has_time check ((state = 'CLOSED') = (closed_at is not null)),
  constraint wave_draw_within_frame check (drawn between 0 and frame_size)
);
create index wave_by_state on wave (state, closes_at);
grant select on wave to keypulse_member, keypulse_analyst;
grant select, insert, update on wave to keypulse_system;

-- Everyone who was looked at for a wave: eligible with rank in the draw, or the reason why not. Written once.
create table frame_entry (
  wave_id    int not null,
  contact_id int not null,
  account_id int not null,
  team_id    int not null,
  stratum    text not null,
  exclusion  text,
  draw_key   bytea,
  draw_rank  int,
  drawn      boolean not null,
  constraint frame_entry_key primary key (wave_id, contact_id),
  constraint frame_entry_wave foreign key (wave_id) references wave,
  constraint frame_entry_contact foreign key (contact_id) references contact,
  constraint frame_entry_account foreign key (account_id, team_id)
    references account (id, team_id) on update cascade,
  constraint frame_entry_exclusion_known check (exclusion in
    ('LEFT', 'NO_ADDRESS', 'ADDRESS_REFUSED', 'OBJECTED', 'SHARED_ADDRESS')),
  constraint frame_entry_eligible_is_ranked check ((exclusion is null) = (draw_rank is not null)),
  constraint frame_entry_drawn_is_eligible check (not drawn or exclusion is null)
);
create index frame_entry_by_account on frame_entry (account_id, wave_id);
create index frame_entry_by_team on frame_entry (team_id, wave_id);
select put_behind_the_wall('frame_entry');
revoke update on frame_entry from keypulse_system;
