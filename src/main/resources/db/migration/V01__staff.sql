-- The application reads which migrations ran, and does not start while one of its own is missing.
grant select on flyway_schema_history to keypulse_app;

grant usage on schema keypulse to keypulse_app, keypulse_member, keypulse_analyst, keypulse_system;

create table employee (
  id          int generated always as identity primary key,
  source      text not null,
  external_id text not null,
  name        text not null,
  email       text not null,
  position    text not null,
  function    text not null,
  manager_id  int,
  active      boolean not null default true,
  constraint employee_external_id_unique unique (source, external_id),
  constraint employee_email_unique unique (email),
  constraint employee_email_lower_case check (email = lower(email)),
  constraint employee_manager_exists foreign key (manager_id) references employee,
  constraint employee_not_own_manager check (manager_id <> id)
);
create index employee_by_manager on employee (manager_id);

create function refuse_reporting_cycle() returns trigger language plpgsql as $$
begin
  if exists (
    with recursive above as (
      select new.manager_id as id
      union
      select e.manager_id from employee e join above a on e.id = a.id where e.manager_id is not null)
    select from above where id = new.id)
  then
    raise exception 'reporting line of % violates check constraint "employee_reporting_line_has_no_cycle"', new.external_id
      using errcode = 'check_violation', constraint = 'employee_reporting_line_has_no_cycle';
  end if;
  return null;
end
$$;
create constraint trigger employee_reporting_line_has_no_cycle
  after insert or update of manager_id on employee
  for each row when (new.manager_id is not null) execute function refuse_reporting_cycle();

grant select on employee to keypulse_member, keypulse_analyst;
grant select, insert, update on employee to keypulse_system;
