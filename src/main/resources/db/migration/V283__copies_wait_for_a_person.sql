-- A copy of the database does nothing about cases by itself, and mails nothing about them, until a person has looked.
-- A row while that is so; mails that are HELD were due when it was found, and may have left already.
create table held_copy (
  id       int primary key default 1,
  found_at timestamptz not null,
  constraint held_copy_once check (id = 1)
);
grant select, insert, delete on held_copy to keypulse_system;
set role keypulse_system;
insert into held_copy (found_at) select now() where exists (select from follow_up_mail where state = 'HELD');
reset role;
