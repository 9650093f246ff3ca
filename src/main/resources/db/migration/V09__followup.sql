create table follow_up (
  id              bigint generated always as identity primary key,
  invitation_id   bigint not null,
  account_id      int not null,
  team_id         int not null,
  owner_id        int,
  opened_at       timestamptz not null,
  acknowledged_at timestamptz,
  acknowledged_by int,
  constraint follow_up_once_per_answer unique (invitation_id),
  constraint follow_up_answer foreign key (invitation_id) references answer,
  constraint follow_up_owner foreign key (owner_id) references employee,
  constraint follow_up_acknowledged_by foreign key (acknowledged_by) references employee,
  constraint follow_up_acknowledged_by_someone check ((acknowledged_at is null) = (acknowledged_by is null)),
  constraint follow_up_account foreign key (account_id, team_id)
    references account (id, team_id) on update cascade
);
create index follow_up_by_account on follow_up (account_id);
create index follow_up_by_team on follow_up (team_id);
create index follow_up_open on follow_up (opened_at) where acknowledged_at is null;
select put_behind_the_wall('follow_up');
grant update (acknowledged_at, acknowledged_by) on follow_up to keypulse_member;
