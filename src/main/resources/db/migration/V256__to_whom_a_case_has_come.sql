-- Whoever a case has climbed to finds it, and what is due next comes first.
--   turn_id   to whom it has come by now: its owner, or whoever it has climbed to; null where nothing is missing
--   due_at    until when the next task has to be done; null where none is left
alter table follow_up
  add column turn_id int,
  add column due_at timestamptz,
  add constraint follow_up_turn foreign key (turn_id) references employee;
alter table follow_up disable trigger user;
alter table follow_up no force row level security;
alter table follow_up_step no force row level security;
update follow_up f set
  due_at = case f.state when 'OPEN' then f.acknowledge_due when 'ACKNOWLEDGED' then f.contact_due else f.resolve_due end,
  turn_id = coalesce((
    select s.acting_id from follow_up_step s
    where s.follow_up_id = f.id and s.kind = 'LINE' and s.acting_id is not null and s.round = f.round
      and s.task = any (case f.state when 'OPEN' then array['ACKNOWLEDGE', 'RECOVER']
        when 'ACKNOWLEDGED' then array['CONTACT'] else array['RESOLVE'] end)
      and not exists (select from follow_up_step t where t.follow_up_id = f.id and t.id > s.id and t.kind = 'RESPONSIBLE'
        and t.acting_id is not null)
    order by s.id desc limit 1), f.owner_id)
where f.state in ('OPEN', 'ACKNOWLEDGED', 'CONTACTED');
alter table follow_up_step force row level security;
alter table follow_up force row level security;
alter table follow_up enable trigger user;
create index follow_up_by_due on follow_up (due_at, id) where due_at is not null;
create index follow_up_by_turn on follow_up (turn_id, opened_at, id) where turn_id is not null;
grant update (turn_id, due_at) on follow_up to keypulse_member;
