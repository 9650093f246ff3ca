-- Who answered on the telephone proves nothing of the mail: only an answer through its link says that it arrived.
alter table invitation
  add column interviewed_at timestamptz,
  add constraint invitation_interviewed_is_answered check (interviewed_at is null or answered_at is not null) not valid;
