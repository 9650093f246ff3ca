-- Each time somebody tried to reach a person who was drawn by telephone. Attempts are added, never changed.
create table phone_attempt (
  id             bigint generated always as identity primary key,
  wave_id        int not null,
  contact_id     int not null,
  account_id     int not null,
  team_id        int not null,
  outcome        text not null,
  call_back_at   timestamptz,
  note           text,
  interviewer_id int not null,
  attempted_at   timestamptz not null,
  recorded_by    int default viewer_id(),
  constraint phone_attempt_drawn foreign key (wave_id, contact_id) references frame_entry,
  constraint phone_attempt_account foreign key (account_id, team_id)
    references account (id, team_id) on update cascade,
  constraint phone_attempt_interviewer foreign key (interviewer_id) references employee,
  constraint phone_attempt_outcome_known check (outcome in
    ('NO_ANSWER', 'CALL_BACK', 'REFUSED', 'WRONG_PERSON', 'LEFT_COMPANY', 'UNABLE', 'INTERVIEWED')),
  constraint phone_attempt_call_back_has_time check ((outcome = 'CALL_BACK') = (call_back_at is not null)),
  constraint phone_attempt_note_bounded check (char_length(note) <= 500)
);
create index phone_attempt_by_person on phone_attempt (wave_id, contact_id, id);
create index phone_attempt_by_contact on phone_attempt (contact_id, id);
create index phone_attempt_by_account on phone_attempt (account_id);
create index phone_attempt_by_team on phone_attempt (team_id);
select put_behind_the_wall('phone_attempt');
revoke update on phone_attempt from keypulse_system;
grant update (note) on phone_attempt to keypulse_system;
grant insert on phone_attempt to keypulse_member;
