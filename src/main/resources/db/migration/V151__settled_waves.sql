-- Figures of a confidential wave are told once it is closed, and by clusters of accounts that are put together then and never
-- again: whoever asks before and after an answer, or before and after an account has moved, learns nothing of one answer.
create table settled_wave (
  wave_id    int not null,
  settled_at timestamptz not null,
  constraint settled_wave_key primary key (wave_id),
  constraint settled_wave_wave foreign key (wave_id) references wave
);
grant select on settled_wave to keypulse_member, keypulse_analyst;
grant select, insert on settled_wave to keypulse_system;

-- What an account adds to a cluster: how many of its people answered, marked an aspect or a level, or answered in a way worth
-- a look. It stays that account's part when the account is merged into another.
create table confidential_part (
  wave_id         int not null,
  counted_by      text not null,
  name            text not null,
  part_of_id      int not null,
  account_id      int not null,
  team_id         int not null,
  cluster         int not null,
  answers         int not null,
  cluster_answers int not null,
  constraint confidential_part_key primary key (wave_id, counted_by, name, part_of_id),
  constraint confidential_part_wave foreign key (wave_id) references settled_wave,
  constraint confidential_part_account foreign key (account_id, team_id)
    references account (id, team_id) on update cascade,
  constraint confidential_part_counted_by_known check (counted_by in ('ANSWER', 'ASPECT', 'LEVEL', 'CHECK')),
  constraint confidential_part_of_its_cluster check (0 < answers and answers <= cluster_answers)
);
create index confidential_part_by_account on confidential_part (account_id);
create index confidential_part_by_team on confidential_part (team_id, wave_id);
select put_behind_the_wall('confidential_part');
revoke update on confidential_part from keypulse_system;
