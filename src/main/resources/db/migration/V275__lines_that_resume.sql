-- The rest of a line, after another that held for some days only. It is no change that anybody planned: what is said
-- of later days goes on over it.
alter table reporting_line add column resumes boolean not null default false;

-- On which day and through whose lines, for a circle may arise long after the line begins.
create or replace function refuse_reporting_cycle() returns trigger language plpgsql as $$
declare
  circle record;
begin
  with recursive above as (
    select new.manager_id as id, new.valid as during, array[new.employee_id, new.manager_id] as way
    union all
    select l.manager_id, a.during * l.valid, a.way || l.manager_id from above a
    join reporting_line l on l.employee_id = a.id and l.valid && a.during
    where a.id <> new.employee_id and l.manager_id <> all (a.way[2:]))
  select lower(a.during) as day, a.way into circle from above a where a.id = new.employee_id order by 1 limit 1;
  if found then
    raise exception 'employee % would report to themselves: check constraint "reporting_line_has_no_cycle"', new.employee_id
      using errcode = 'check_violation', constraint = 'reporting_line_has_no_cycle',
      hint = (
        select format('The reporting line would run in a circle on %s: %s. Change one of these lines first%s.',
          circle.day, string_agg(format('%s %s %s', e.name,
            case w.place when 1 then 'would report to' else 'reports to' end, m.name), ', ' order by w.place),
          case when circle.day > lower(new.valid) then ', or end this one by that day' else '' end)
        from unnest(circle.way) with ordinality as w (id, place)
        join employee e on e.id = w.id join employee m on m.id = circle.way[w.place + 1]);
  end if;
  return null;
end
$$;
