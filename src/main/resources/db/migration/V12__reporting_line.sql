-- The day it is for the one who asks: the wall sets it from Keypulse's clock, so that triggers and queries agree.
create function today() returns date language sql stable as $$
  select coalesce(nullif(current_setting('keypulse.today', true), '')::date, (now() at time zone 'UTC')::date)
$$;

-- Positions are kept as people write them, functions as one word: 'Technical service' is TECHNICAL_SERVICE.
update employee set function = upper(regexp_replace(btrim(function), '[^[:alnum:]]+', '_', 'g')),
  position = regexp_replace(btrim(position), '\s+', ' ', 'g');
create index employee_by_name on employee (name, id);
create index employee_by_position on employee (position, id);
create index employee_by_searchable_name on employee using gin (searchable(name) gin_trgm_ops);

create table reporting_line (
  id          int generated always as identity primary key,
  employee_id int not null,
  manager_id  int not null,
  valid       daterange not null,
  constraint reporting_line_employee foreign key (employee_id) references employee,
  constraint reporting_line_manager foreign key (manager_id) references employee,
  constraint reporting_line_not_to_oneself check (manager_id <> employee_id),
  constraint reporting_line_begins check (not isempty(valid) and not lower_inf(valid)),
  constraint reporting_line_one_manager_at_a_time exclude using gist (employee_id with =, valid with &&)
);
create index reporting_line_by_manager on reporting_line (manager_id);
select keep_changes_of('reporting_line');
insert into reporting_line (employee_id, manager_id, valid)
  select id, manager_id, daterange((recorded_at at time zone 'UTC')::date, null) from employee where manager_id is not null;
grant select on reporting_line to keypulse_member, keypulse_analyst;
grant select, insert, update, delete on reporting_line to keypulse_system;

-- Two lines written at the same time could close a circle, or leave out each other's part of the wall.
create function one_change_of_the_line_at_a_time() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtext('keypulse.reporting_line'));
  return null;
end
$$;
create trigger reporting_line_changes_one_at_a_time before insert or update or delete on reporting_line
  for each statement execute function one_change_of_the_line_at_a_time();
create trigger team_member_changes_one_at_a_time before insert or update or delete on team_member
  for each statement execute function one_change_of_the_line_at_a_time();

drop trigger employee_moves_the_wall on employee;
drop trigger employee_reporting_line_has_no_cycle on employee;
drop function refuse_reporting_cycle();
alter table employee drop column manager_id;

-- A circle on any one day is a circle: the way up is followed through the days that all its parts share.
create function refuse_reporting_cycle() returns trigger language plpgsql as $$
begin
  if exists (
    with recursive above as (
      select new.manager_id as id, new.valid as during
      union
      select l.manager_id, a.during * l.valid from above a
      join reporting_line l on l.employee_id = a.id and l.valid && a.during
      where a.id <> new.employee_id)
    select from above where id = new.employee_id)
  then
    raise exception 'employee % would report to themselves: check constraint "reporting_line_has_no_cycle"', new.employee_id
      using errcode = 'check_violation', constraint = 'reporting_line_has_no_cycle';
  end if;
  return null;
end
$$;
create constraint trigger reporting_line_has_no_cycle after insert or update on reporting_line
  for each row execute function refuse_reporting_cycle();

-- The day on which the wall stands. A line may begin in the future: when its day comes, the wall moves.
create table wall_day (
  day date not null,
  constraint wall_day_begins check (day > '1900-01-01')
);
create unique index wall_day_once on wall_day ((true));
insert into wall_day values (today());
grant select, update on wall_day to keypulse_system;

create or replace function refresh_viewer_team() returns trigger language plpgsql security definer
  set search_path = keypulse, public as $$
begin
  with recursive sees as (
    select m.employee_id as viewer_id, m.team_id from team_member m join employee e on e.id = m.employee_id where e.active
    union
    select l.manager_id, s.team_id from sees s
    join reporting_line l on l.employee_id = s.viewer_id and l.valid @> today()),
  gone as (
    delete from viewer_team v where not exists (
      select from sees s where s.viewer_id = v.viewer_id and s.team_id = v.team_id))
  insert into viewer_team (viewer_id, team_id) select viewer_id, team_id from sees on conflict do nothing;
  return null;
end
$$;
create trigger employee_moves_the_wall after insert or update of active on employee
  for each statement execute function refresh_viewer_team();
create trigger reporting_line_moves_the_wall after insert or update or delete on reporting_line
  for each statement execute function refresh_viewer_team();
create trigger wall_day_moves_the_wall after update on wall_day
  for each statement execute function refresh_viewer_team();

create table employee_deputy (
  id          int generated always as identity primary key,
  employee_id int not null,
  deputy_id   int not null,
  valid       daterange not null,
  constraint employee_deputy_employee foreign key (employee_id) references employee,
  constraint employee_deputy_deputy foreign key (deputy_id) references employee,
  constraint employee_deputy_not_oneself check (deputy_id <> employee_id),
  constraint employee_deputy_begins check (not isempty(valid) and not lower_inf(valid)),
  constraint employee_deputy_once_at_a_time
    exclude using gist (employee_id with =, deputy_id with =, valid with &&)
);
create index employee_deputy_by_deputy on employee_deputy (deputy_id);
select keep_changes_of('employee_deputy');

-- That somebody is away, never why.
create table employee_absence (
  id          int generated always as identity primary key,
  employee_id int not null,
  valid       daterange not null,
  constraint employee_absence_employee foreign key (employee_id) references employee,
  constraint employee_absence_bounded check (not isempty(valid) and not lower_inf(valid) and not upper_inf(valid)),
  constraint employee_absence_once_at_a_time exclude using gist (employee_id with =, valid with &&)
);
create index employee_absence_by_days on employee_absence using gist (valid);
select keep_changes_of('employee_absence');

grant select on employee_deputy, employee_absence to keypulse_member, keypulse_analyst, keypulse_system;
grant insert, update, delete on employee_deputy, employee_absence to keypulse_member, keypulse_system;
