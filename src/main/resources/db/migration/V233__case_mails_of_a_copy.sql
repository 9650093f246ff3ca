-- In a copy of the database mails about cases wait until a person has looked whether they have left.
alter table follow_up_mail
  drop constraint follow_up_mail_state_known,
  add constraint follow_up_mail_state_known check (state in
    ('DUE', 'HELD', 'CLAIMED', 'STARTED', 'UNKNOWN', 'SENT', 'FAILED', 'SKIPPED'));
create index follow_up_mail_held on follow_up_mail (id) where state = 'HELD';
