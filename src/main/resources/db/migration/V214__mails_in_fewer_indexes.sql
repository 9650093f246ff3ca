-- A mail is updated three times until it has left: claimed, started, sent. While an index mentions its state, each of these
-- writes it into all indexes anew. So indexes mention only what changes when a mail comes into a hand and out of it: a start
-- stays on its page, for which pages keep room.
--   waits    for its time, in nobody's hands
--   in_hand  of a replica
--   held     until its wave goes on
alter table mail
  add column waits boolean not null generated always as (state in ('DUE', 'UNKNOWN')) stored,
  add column in_hand boolean not null generated always as (state in ('CLAIMED', 'STARTED')) stored,
  add column held boolean not null generated always as (state = 'HELD') stored;
drop index mail_due;
drop index mail_in_hand;
drop index mail_held;
create index mail_due on mail (domain, due_at, id) where waits;
create index mail_in_hand on mail (domain) where in_hand;
create index mail_held on mail (wave_id) where held;
-- Leases are looked through every few seconds, of the few mails that are in hand; no mail is looked for by team.
drop index mail_leased;
drop index mail_by_team;
alter table mail set (fillfactor = 70);
