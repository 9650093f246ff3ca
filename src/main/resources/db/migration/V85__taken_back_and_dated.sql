-- A decision that should never have been: nothing takes its place.
alter table key_decision
  add column revoked_because text,
  add constraint key_decision_revoked_does_not_count check (revoked_because is null or superseded_at is not null);

-- An erased person who wants to be known again; the hashes stay, for they may be erased once more.
alter table erased_identity
  add column readmitted_at timestamptz,
  add column readmitted_by int,
  add column readmitted_because text;
grant update on erased_identity to keypulse_system;

-- From when until when somebody works here. active is what holds today: who leaves later is active until that day comes.
alter table employee
  add column joined_on date,
  add column left_on date,
  add constraint employee_leaves_after_joining check (left_on > joined_on);
create index employee_by_leaving on employee (left_on) where active and left_on is not null;

create function end_employments() returns trigger language plpgsql security definer
  set search_path = keypulse, public as $$
begin
  update employee set active = false where active and left_on <= new.day;
  return null;
end
$$;
create trigger employments_end_with_the_day after update on wall_day for each row execute function end_employments();

-- Who left before days were written down never worked here, as far as anybody can tell.
create function employed(of employee, day date) returns boolean language sql stable as $$
  select (of.active or of.left_on > day) and coalesce(of.left_on, 'infinity') > day
    and coalesce(of.joined_on, '-infinity') <= day
$$;
