-- No case lies with somebody who is away.
--   returns_to_id   to whom it goes back when they are here again: whoever its owner stands in for, until the owner has taken it on;
--                   null where the owner has it for themselves
alter table follow_up
  add column returns_to_id int,
  add constraint follow_up_returns_to foreign key (returns_to_id) references employee,
  add constraint follow_up_returns_to_another check (returns_to_id <> owner_id);
alter table follow_up disable trigger user;
alter table follow_up no force row level security;
alter table follow_up_step no force row level security;
alter table follow_up_contact no force row level security;
alter table follow_up_action no force row level security;
update follow_up f set returns_to_id = s.employee_id
from (
  select distinct on (follow_up_id) follow_up_id, employee_id, acting_id from follow_up_step
  where kind in ('RESPONSIBLE', 'ASSIGNED') and acting_id is not null order by follow_up_id, id desc) s
where s.follow_up_id = f.id and s.acting_id = f.owner_id and s.employee_id <> f.owner_id and f.state = 'OPEN'
  and not exists (select from follow_up_contact t where t.follow_up_id = f.id and t.recorded_by = f.owner_id)
  and not exists (select from follow_up_action a where a.follow_up_id = f.id and a.recorded_by = f.owner_id);
alter table follow_up_action force row level security;
alter table follow_up_contact force row level security;
alter table follow_up_step force row level security;
alter table follow_up force row level security;
alter table follow_up enable trigger user;
create index follow_up_to_go_back on follow_up (returns_to_id)
  where returns_to_id is not null and state in ('OPEN', 'ACKNOWLEDGED', 'CONTACTED');
grant update (returns_to_id) on follow_up to keypulse_member;
