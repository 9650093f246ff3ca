-- What a customer said: 5 very satisfied .. 1 extremely dissatisfied, 3 no opinion; ratings in the order of the wave's aspects.
create table answer (
  invitation_id bigint primary key,
  wave_id       int not null,
  contact_id    int not null,
  account_id    int not null,
  team_id       int not null,
  overall       smallint not null,
  ratings       smallint[] not null,
  why           text,
  answered_at   timestamptz not null,
  constraint answer_invitation foreign key (invitation_id) references invitation,
  constraint answer_account foreign key (account_id, team_id)
    references account (id, team_id) on update cascade,
  constraint answer_overall_five_points check (overall between 1 and 5),
  constraint answer_ratings_five_points check (1 <= all (ratings) and 5 >= all (ratings)),
  constraint answer_ratings_at_most_eight check (cardinality(ratings) <= 8),
  constraint answer_why_bounded check (char_length(why) <= 4000)
);
create index answer_by_wave on answer (wave_id, account_id);
create index answer_by_account on answer (account_id, answered_at);
create index answer_by_team on answer (team_id, wave_id);
select put_behind_the_wall('answer');
revoke update on answer from keypulse_system;
