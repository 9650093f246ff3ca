-- An invitation is somebody who was drawn, with the link that is theirs. What is sent to them are mails: one row for
-- each of wave, contact, kind and number, with its own way through the delivery states.
create table mail (
  id              bigint generated always as identity primary key,
  invitation_id   bigint not null,
  wave_id         int not null,
  contact_id      int not null,
  account_id      int not null,
  team_id         int not null,
  kind            text not null,
  number          int not null default 0,
  domain          text not null,
  state           text not null,
  due_at          timestamptz not null,
  attempts        int not null default 0,
  doubted         boolean not null default false,
  content_refused boolean not null default false,
  fence           int not null default 0,
  lease_until     timestamptz,
  sent_at         timestamptz,
  reason          text,
  soft_bounces    int not null default 0,
  absent_at       timestamptz,
  last_return     text,
  constraint mail_once unique (wave_id, contact_id, kind, number),
  constraint mail_invitation foreign key (invitation_id) references invitation,
  constraint mail_account foreign key (account_id, team_id) references account (id, team_id) on update cascade,
  constraint mail_kind_known check (kind in ('INVITATION', 'REMINDER', 'THANKS')),
  constraint mail_number_of_kind check ((kind = 'REMINDER') = (number > 0)),
  constraint mail_state_known check (state in
    ('DUE', 'HELD', 'CLAIMED', 'STARTED', 'UNKNOWN', 'SENT', 'BOUNCED', 'FAILED', 'SKIPPED')),
  constraint mail_sent_has_time check ((state in ('SENT', 'BOUNCED')) = (sent_at is not null)),
  constraint mail_leased_in_hand check ((state in ('CLAIMED', 'STARTED')) = (lease_until is not null)),
  constraint mail_reason_when_not_sent check (reason is not null or state not in ('BOUNCED', 'FAILED', 'SKIPPED')),
  constraint mail_unknown_is_doubted check (doubted or state <> 'UNKNOWN')
);
create index mail_due on mail (domain, due_at, id) where state in ('DUE', 'UNKNOWN');
create index mail_in_hand on mail (domain) where state in ('CLAIMED', 'STARTED');
create index mail_leased on mail (lease_until) where state in ('CLAIMED', 'STARTED');
create index mail_held on mail (wave_id) where state = 'HELD';
create index mail_by_invitation on mail (invitation_id, kind);
create index mail_by_account on mail (account_id);
create index mail_by_team on mail (team_id);
select put_behind_the_wall('mail');

-- In whose hours the person lives, and whether they want to be left in peace until the wave is over.
alter table invitation
  add column time_zone text not null default 'UTC',
  add column reminders_stopped_at timestamptz;

set role keypulse_system;
insert into mail (invitation_id, wave_id, contact_id, account_id, team_id, kind, domain, state, due_at, attempts, doubted,
  fence, lease_until, sent_at, reason)
select id, wave_id, contact_id, account_id, team_id, 'INVITATION', split_part(email, '@', 2), state, due_at, attempts,
  state = 'UNKNOWN' or coalesce(reason like 'UNKNOWN:%', false), fence, lease_until, sent_at, reason
from invitation order by id;
reset role;

alter table invitation
  drop column state,
  drop column due_at,
  drop column attempts,
  drop column fence,
  drop column lease_until,
  drop column sent_at,
  drop column reason;
create index invitation_by_wave on invitation (wave_id);
create index invitation_by_email on invitation (email);

-- Everybody who was drawn, with what became of the mail that invites them.
create view asked with (security_invoker = true) as
  select i.id, i.wave_id, i.contact_id, i.account_id, i.team_id, i.email, i.answered_at, i.opened, m.id as mail_id, m.state, m.reason, m.due_at,
    m.sent_at, m.attempts
  from invitation i left join mail m on m.invitation_id = i.id and m.kind = 'INVITATION';
grant select on asked to keypulse_member, keypulse_analyst, keypulse_system;

-- The pace at which a domain is written to, over all replicas.
--   look_at       nothing of this lane can leave before
--   free_at       when its next mail may start
--   paused_until  it kept a connection hanging, and has to wait
create table mail_lane (
  domain         text primary key,
  of_one_account boolean not null,
  look_at        timestamptz not null,
  free_at        timestamptz not null default '-infinity',
  paused_until   timestamptz not null default '-infinity'
);
create index mail_lane_by_look on mail_lane (look_at);
grant select, insert, update, delete on mail_lane to keypulse_system;
create index contact_by_domain on contact (split_part(email, '@', 2), account_id) where email is not null;

-- How many mails may start in all, over all replicas: one row.
create table mail_pace (
  id      int primary key default 1,
  free_at timestamptz not null,
  constraint mail_pace_is_one check (id = 1)
);
insert into mail_pace (free_at) values ('-infinity');
grant select, update on mail_pace to keypulse_system;

set role keypulse_system;
insert into mail_lane (domain, of_one_account, look_at)
select m.domain, count(distinct c.account_id) <= 1, min(m.due_at)
from mail m left join contact c on split_part(c.email, '@', 2) = m.domain
where m.state in ('DUE', 'CLAIMED', 'STARTED', 'UNKNOWN') group by m.domain;
reset role;

-- The mail server refuses what we say, and not one address: nothing of the wave leaves until a person has looked.
create table delivery_stop (
  id         int generated always as identity primary key,
  wave_id    int not null,
  stopped_at timestamptz not null,
  reason     text not null,
  resumed_at timestamptz,
  resumed_by int,
  constraint delivery_stop_wave foreign key (wave_id) references wave
);
create unique index delivery_stop_one_at_a_time on delivery_stop (wave_id) where resumed_at is null;
grant select on delivery_stop to keypulse_member, keypulse_analyst;
grant select, insert, update on delivery_stop to keypulse_system;
