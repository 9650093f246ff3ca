-- A case is acknowledged as well where an administrator who is no employee was the first to speak to its customer.
alter table follow_up
  drop constraint follow_up_acknowledged_by_someone,
  add constraint follow_up_acknowledged_by_has_time check (acknowledged_by is null or acknowledged_at is not null);
alter table follow_up disable trigger user;
alter table follow_up no force row level security;
alter table follow_up_contact no force row level security;
update follow_up f set acknowledged_at = t.recorded_at
from (select follow_up_id, min(recorded_at) as recorded_at from follow_up_contact where reached group by follow_up_id) t
where t.follow_up_id = f.id and f.acknowledged_at is null and f.contacted_at is not null;
alter table follow_up_contact force row level security;
alter table follow_up force row level security;
alter table follow_up enable trigger user;
