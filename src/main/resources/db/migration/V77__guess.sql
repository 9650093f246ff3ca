-- What the lead of an account's team expects of it in a wave, before anybody of it has answered.
--   expected   the answer in the middle of its people; nobody expects to learn no opinion
create table account_guess (
  id         bigint generated always as identity primary key,
  account_id int not null,
  team_id    int not null,
  wave_id    int not null,
  expected   smallint not null,
  guessed_by int not null,
  guessed_at timestamptz not null,
  constraint account_guess_account foreign key (account_id, team_id)
    references account (id, team_id) on update cascade,
  constraint account_guess_wave foreign key (wave_id) references wave,
  constraint account_guess_guessed_by foreign key (guessed_by) references employee,
  constraint account_guess_once unique (account_id, wave_id),
  constraint account_guess_is_an_opinion check (expected in (1, 2, 4, 5))
);
create index account_guess_by_team on account_guess (team_id);
create index account_guess_by_person on account_guess (guessed_by);
select put_behind_the_wall('account_guess');
select keep_changes_of('account_guess');
grant insert, update on account_guess to keypulse_member;
