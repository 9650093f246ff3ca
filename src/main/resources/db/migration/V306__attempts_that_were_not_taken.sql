-- Each attempt at a mail that was refused, put off or left in doubt; what was taken is told by its mail. The reply is codes alone,
-- for the server's words may name the reader.
create table mail_attempt (
  mail_id    bigint not null,
  number     int not null,
  wave_id    int not null,
  contact_id int not null,
  account_id int not null,
  team_id    int not null,
  at         timestamptz not null,
  outcome    text not null,
  reply      text not null,
  constraint mail_attempt_key primary key (mail_id, number),
  constraint mail_attempt_mail foreign key (mail_id) references mail,
  constraint mail_attempt_account foreign key (account_id, team_id) references account (id, team_id) on update cascade,
  constraint mail_attempt_outcome_known check (outcome in
    ('POSTPONED', 'ADDRESS_REFUSED', 'POLICY_REFUSED', 'CONTENT_REFUSED', 'UNWRITABLE', 'UNKNOWN'))
);
create index mail_attempt_by_contact on mail_attempt (contact_id);
create index mail_attempt_by_account on mail_attempt (account_id);
create index mail_attempt_by_policy on mail_attempt (wave_id, at) where outcome = 'POLICY_REFUSED';
select put_behind_the_wall('mail_attempt');
revoke update on mail_attempt from keypulse_system;
grant delete on mail_attempt to keypulse_system;
