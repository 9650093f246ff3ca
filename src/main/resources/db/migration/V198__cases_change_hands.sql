-- A case stays with nobody who can no longer act on it.
--   manager_id   as whose, the account manager's, it was given to its owner (themselves, or whoever stands in for them); null where it
--                was given by function, up the line or by hand
alter table follow_up
  add column manager_id int,
  add constraint follow_up_manager foreign key (manager_id) references employee;
alter table follow_up disable trigger user;
set role keypulse_system;
update follow_up f set manager_id = s.employee_id
from (
  select distinct on (follow_up_id) follow_up_id, kind, employee_id, acting_id, team_id, at from follow_up_step
  where kind in ('RESPONSIBLE', 'ASSIGNED') and acting_id is not null order by follow_up_id, id desc) s
where s.follow_up_id = f.id and s.kind = 'RESPONSIBLE' and s.acting_id = f.owner_id and f.closed_at is null
  and exists (select from team_member m where m.team_id = s.team_id and m.employee_id = s.employee_id and m.role = 'LEAD'
    and m.valid && daterange((s.at at time zone 'UTC')::date - 1, (s.at at time zone 'UTC')::date, '[]'));
reset role;
alter table follow_up enable trigger user;
grant update (manager_id) on follow_up to keypulse_member;

-- Whoever has what waits, pair by pair with the team.
drop index follow_up_waiting_by_owner;
create index follow_up_waiting_by_owner on follow_up (owner_id, team_id) where state in ('OPEN', 'ACKNOWLEDGED', 'CONTACTED');
create index follow_up_waiting_by_manager on follow_up (manager_id, team_id)
  where manager_id is not null and state in ('OPEN', 'ACKNOWLEDGED', 'CONTACTED');

alter table follow_up_step
  drop constraint follow_up_step_skipped_known,
  add constraint follow_up_step_skipped_known check (skipped in ('ABSENT', 'LEFT', 'NOT_SERVING'));
-- To whom it has climbed and whose time runs.
create index follow_up_step_running on follow_up_step (due_at) where kind = 'LINE' and due_at is not null;
