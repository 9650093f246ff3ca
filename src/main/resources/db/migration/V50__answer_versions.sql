-- What can follow and be corrected after the first answer, how it came in, and each version that it had.
--   mode       EMAIL through the link of the mail, PHONE through an interviewer
--   call_wish  the person asked to be called about it
--   seconds    from opening the pages to sending them, all together; unknown where the page did not say when it was opened
alter table answer
  add column mode text not null default 'EMAIL',
  add column interviewer_id int,
  add column call_wish boolean not null default false,
  add column seconds int,
  add column version int not null default 1,
  add column revised_at timestamptz,
  add constraint answer_mode_known check (mode in ('EMAIL', 'PHONE')),
  add constraint answer_interviewer foreign key (interviewer_id) references employee,
  add constraint answer_interviewed_by_phone check ((mode = 'PHONE') = (interviewer_id is not null)),
  add constraint answer_seconds_positive check (seconds >= 0),
  add constraint answer_revised_has_time check ((version = 1) = (revised_at is null));
create unique index answer_once_per_wave on answer (wave_id, contact_id);
grant update (ratings, call_wish, seconds, version, revised_at) on answer to keypulse_system;

-- What an answer said before it was revised. The overall answer is never revised.
create table answer_version (
  invitation_id bigint not null,
  number        int not null,
  contact_id    int not null,
  account_id    int not null,
  team_id       int not null,
  ratings       smallint[] not null,
  why           text,
  call_wish     boolean not null,
  said_at       timestamptz not null,
  revised_at    timestamptz not null,
  constraint answer_version_key primary key (invitation_id, number),
  constraint answer_version_answer foreign key (invitation_id) references answer,
  constraint answer_version_account foreign key (account_id, team_id)
    references account (id, team_id) on update cascade
);
create index answer_version_by_account on answer_version (account_id);
create index answer_version_by_team on answer_version (team_id);
create index answer_version_by_contact on answer_version (contact_id);
create index answer_version_by_age on answer_version (revised_at);
select put_behind_the_wall('answer_version');
revoke update on answer_version from keypulse_system;
grant update (why), delete on answer_version to keypulse_system;
