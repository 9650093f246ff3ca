-- A person at an account. What is left empty nobody told us; nothing of it is needed to ask somebody.
alter table contact
  add column given_name text,
  add column family_name text,
  add column job_title text,
  add column occupation text,
  add column phone text,
  add column further_roles text[] not null default '{}',
  add column time_zone text,
  add column street text,
  add column postal_code text,
  add column city text,
  add column region text,
  add column country text,
  add column birth_year int,
  add column gender text,
  add column reports_to_id int,
  add column joined_on date,
  add column left_reason text,
  add constraint contact_in_account unique (id, account_id, team_id),
  add constraint contact_reports_within_account foreign key (reports_to_id, account_id, team_id)
    references contact (id, account_id, team_id),
  add constraint contact_further_roles_known check (further_roles <@ array
    ['DECISION_MAKER', 'EXECUTIVE', 'CHAMPION', 'INFLUENCER', 'USER', 'BUYER', 'GATEKEEPER']),
  add constraint contact_gender_known check (gender in ('FEMALE', 'MALE', 'DIVERSE')),
  add constraint contact_birth_year_plausible check (birth_year between 1900 and 2100),
  add constraint contact_leaves_after_joining check (left_on >= joined_on);
create index contact_by_reports_to on contact (reports_to_id) where reports_to_id is not null;
grant insert, update on contact to keypulse_member;

-- Two people report up one line; who changes it at one account waits for whoever else does.
create function refuse_contact_cycle() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtext('contact_reports_to'), new.account_id);
  if exists (
    with recursive above as (
      select new.reports_to_id as id
      union
      select c.reports_to_id from contact c join above a on c.id = a.id where c.reports_to_id is not null)
    select from above where id = new.id)
  then
    raise exception 'line of contact % violates check constraint "contact_line_has_no_cycle"', new.id
      using errcode = 'check_violation', constraint = 'contact_line_has_no_cycle';
  end if;
  return null;
end
$$;
create constraint trigger contact_line_has_no_cycle
  after insert or update of reports_to_id on contact
  for each row when (new.reports_to_id is not null) execute function refuse_contact_cycle();

-- Every address and number of a contact. contact.email and contact.phone name the primary ones, and they are among these.
create table contact_point (
  id         int generated always as identity primary key,
  contact_id int not null,
  account_id int not null,
  team_id    int not null,
  means      text not null,
  value      text not null,
  kind       text not null,
  constraint contact_point_contact foreign key (contact_id, account_id, team_id)
    references contact (id, account_id, team_id) on update cascade,
  constraint contact_point_once unique (contact_id, means, value),
  constraint contact_point_means_known check (means in ('EMAIL', 'PHONE')),
  constraint contact_point_kind_known check (kind in ('WORK', 'MOBILE', 'PRIVATE', 'OTHER'))
);
create index contact_point_by_account on contact_point (account_id);
create index contact_point_by_team on contact_point (team_id);
create index contact_point_by_value on contact_point (value);
select keep_changes_of('contact_point');
select put_behind_the_wall('contact_point');
grant insert, update, delete on contact_point to keypulse_member;
grant delete on contact_point to keypulse_system;

set role keypulse_system;
insert into contact_point (contact_id, account_id, team_id, means, value, kind, channel)
  select id, account_id, team_id, 'EMAIL', email, 'WORK', channel from contact where email is not null order by id;
reset role;

create function keep_points_of_new_contacts() returns trigger language plpgsql as $$
begin
  insert into contact_point (contact_id, account_id, team_id, means, value, kind, channel)
    select m.id, m.account_id, m.team_id, p.means, p.value, 'WORK', m.channel
    from made m cross join lateral (values ('EMAIL', m.email), ('PHONE', m.phone)) as p (means, value)
    where p.value is not null order by m.id;
  return null;
end
$$;
create trigger contact_has_its_points after insert on contact
  referencing new table as made for each statement execute function keep_points_of_new_contacts();

create function keep_points_of_contact() returns trigger language plpgsql as $$
begin
  insert into contact_point (contact_id, account_id, team_id, means, value, kind, channel)
    select new.id, new.account_id, new.team_id, p.means, p.value, 'WORK', new.channel
    from (values ('EMAIL', new.email), ('PHONE', new.phone)) as p (means, value)
    where p.value is not null
  on conflict (contact_id, means, value) do nothing;
  return null;
end
$$;
create trigger contact_keeps_its_points after update on contact
  for each row when ((old.email, old.phone) is distinct from (new.email, new.phone))
  execute function keep_points_of_contact();
