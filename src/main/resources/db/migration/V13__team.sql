-- Who serves in a team, dated: as what, in which function, with which part of their time, at which site of the customer.
drop index team_has_one_lead;
alter table team_member
  drop constraint team_member_once_per_function,
  add column role text not null default 'MEMBER',
  add column valid daterange,
  add column share int,
  add column site text,
  add constraint team_member_role_known check (role in ('LEAD', 'DEPUTY', 'MEMBER')),
  add constraint team_member_share_percent check (share between 1 and 100);
alter table team_member disable trigger user;
update team_member set role = case when lead then 'LEAD' else 'MEMBER' end,
  valid = daterange((recorded_at at time zone 'UTC')::date, null),
  function = upper(regexp_replace(btrim(function), '[^[:alnum:]]+', '_', 'g'));
alter table team_member enable trigger user;
alter table team_member drop column lead;
alter table team_member
  add column lead boolean not null generated always as (role = 'LEAD') stored,
  alter column valid set not null,
  alter column valid set default daterange(today(), null),
  add constraint team_member_begins check (not isempty(valid) and not lower_inf(valid)),
  add constraint team_has_one_lead exclude using gist (team_id with =, valid with &&) where (role = 'LEAD'),
  add constraint team_member_once_per_function
    exclude using gist (team_id with =, employee_id with =, function with =, valid with &&);
create index team_member_by_team on team_member (team_id);
grant insert, update, delete on team_member to keypulse_member;
grant delete on team_member to keypulse_system;
create index team_by_name on team (name, id);

create or replace function refresh_viewer_team() returns trigger language plpgsql security definer
  set search_path = keypulse, public as $$
begin
  with recursive sees as (
    select m.employee_id as viewer_id, m.team_id from team_member m join employee e on e.id = m.employee_id
    where e.active and m.valid @> today()
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

-- Which functions a team is expected to cover.
create table team_policy (
  id        int primary key default 1,
  functions text[] not null,
  constraint team_policy_once check (id = 1)
);
insert into team_policy (functions) values ('{SALES,LOGISTICS,FINANCE,QUALITY}');
select keep_changes_of('team_policy');
grant select on team_policy to keypulse_member, keypulse_analyst, keypulse_system;
grant update on team_policy to keypulse_system;

-- Which team served an account when. team_id is the team of today, as in every table behind the wall.
create table account_team (
  id         int generated always as identity primary key,
  account_id int not null,
  team_id    int not null,
  served_by  int not null,
  valid      daterange not null,
  constraint account_team_account foreign key (account_id, team_id)
    references account (id, team_id) on update cascade,
  constraint account_team_served_by foreign key (served_by) references team,
  constraint account_team_begins check (not isempty(valid) and not lower_inf(valid)),
  constraint account_team_one_at_a_time exclude using gist (account_id with =, valid with &&)
);
create index account_team_by_account on account_team (account_id);
create index account_team_by_team on account_team (team_id);
create index account_team_by_served_by on account_team (served_by);
alter table account no force row level security;
insert into account_team (account_id, team_id, served_by, valid)
  select id, team_id, team_id, daterange((recorded_at at time zone 'UTC')::date, null) from account;
alter table account force row level security;
select put_behind_the_wall('account_team');
revoke insert, update on account_team from keypulse_system;
create policy the_trigger_writes on account_team to keypulse_owner using (true) with check (true);

create function remember_new_teams() returns trigger language plpgsql security definer
  set search_path = keypulse, public as $$
begin
  insert into account_team (account_id, team_id, served_by, valid)
  select id, team_id, team_id, daterange(today(), null) from made;
  return null;
end
$$;
create trigger account_remembers_its_first_team after insert on account referencing new table as made
  for each statement execute function remember_new_teams();

create function remember_changed_teams() returns trigger language plpgsql security definer
  set search_path = keypulse, public as $$
declare
  moved int[] := array(select n.id from now_is n join was o using (id) where n.team_id <> o.team_id);
begin
  if cardinality(moved) > 0 then
    delete from account_team where account_id = any (moved) and lower(valid) >= today();
    update account_team set valid = daterange(lower(valid), today())
      where account_id = any (moved) and upper_inf(valid);
    insert into account_team (account_id, team_id, served_by, valid)
      select id, team_id, team_id, daterange(today(), null) from now_is where id = any (moved);
  end if;
  return null;
end
$$;
create trigger account_remembers_its_teams after update on account
  referencing old table as was new table as now_is
  for each statement execute function remember_changed_teams();
-- A member who stands above the leads of both teams may move an account from one to the other.
grant update (team_id, channel) on account to keypulse_member;

-- Our executive beside theirs.
create table executive_sponsor (
  id            int generated always as identity primary key,
  source        text not null,
  external_id   text not null,
  account_id    int not null,
  team_id       int not null,
  employee_id   int not null,
  contact_id    int,
  valid         daterange not null,
  meeting_every int not null default 90,
  constraint executive_sponsor_external_id_unique unique (source, external_id),
  constraint executive_sponsor_account foreign key (account_id, team_id)
    references account (id, team_id) on update cascade,
  constraint executive_sponsor_employee foreign key (employee_id) references employee,
  constraint executive_sponsor_contact foreign key (contact_id) references contact,
  constraint executive_sponsor_meeting_every_days check (meeting_every between 1 and 1000),
  constraint executive_sponsor_begins check (not isempty(valid) and not lower_inf(valid)),
  constraint executive_sponsor_one_at_a_time exclude using gist (account_id with =, valid with &&)
);
create index executive_sponsor_by_account on executive_sponsor (account_id);
create index executive_sponsor_by_team on executive_sponsor (team_id);
create index executive_sponsor_by_employee on executive_sponsor (employee_id);
create index executive_sponsor_by_contact on executive_sponsor (contact_id);
select put_behind_the_wall('executive_sponsor');
select keep_changes_of('executive_sponsor');
grant insert, update, delete on executive_sponsor to keypulse_member;
grant delete on executive_sponsor to keypulse_system;
create policy the_trigger_reads on executive_sponsor for select to keypulse_owner using (true);

create table executive_meeting (
  id         int generated always as identity primary key,
  sponsor_id int not null,
  account_id int not null,
  team_id    int not null,
  held_on    date not null,
  constraint executive_meeting_once_a_day unique (sponsor_id, held_on),
  constraint executive_meeting_sponsor foreign key (sponsor_id) references executive_sponsor on delete cascade,
  constraint executive_meeting_account foreign key (account_id, team_id)
    references account (id, team_id) on update cascade
);
create index executive_meeting_by_account on executive_meeting (account_id);
create index executive_meeting_by_team on executive_meeting (team_id);
select put_behind_the_wall('executive_meeting');
select keep_changes_of('executive_meeting');
grant insert, update on executive_meeting to keypulse_member;

-- The sponsor looks at the account from above; whoever leads its team cannot. Asked from both sides.
create function refuse_lead_as_sponsor() returns trigger language plpgsql security definer
  set search_path = keypulse, public as $$
begin
  if exists (
    select from executive_sponsor s join team_member m on m.team_id = s.team_id and m.employee_id = s.employee_id
      and m.role = 'LEAD' and m.valid && s.valid
    where case tg_table_name when 'team_member' then m.id = new.id else s.id = new.id end)
  then
    raise exception 'check constraint "executive_sponsor_is_not_the_lead" is violated'
      using errcode = 'check_violation', constraint = 'executive_sponsor_is_not_the_lead';
  end if;
  return null;
end
$$;
create constraint trigger executive_sponsor_is_not_the_lead after insert or update on executive_sponsor
  for each row execute function refuse_lead_as_sponsor();
create constraint trigger team_member_lead_is_not_the_sponsor after insert or update on team_member
  for each row when (new.role = 'LEAD') execute function refuse_lead_as_sponsor();

-- How many accounts one lead can serve well, and what an account of a tier weighs.
create table capacity_policy (
  id           int primary key default 1,
  capacity     numeric(6, 2) not null default 9,
  under        numeric(6, 2) not null default 5,
  other_weight numeric(6, 2) not null default 0,
  tiers        text[] not null default '{}',
  weights      numeric[] not null default '{}',
  constraint capacity_policy_once check (id = 1),
  constraint capacity_policy_positive check (capacity > 0 and under >= 0 and under <= capacity and other_weight >= 0),
  constraint capacity_policy_weight_per_tier check (cardinality(tiers) = cardinality(weights))
);
insert into capacity_policy default values;
select keep_changes_of('capacity_policy');
grant select on capacity_policy to keypulse_member, keypulse_analyst, keypulse_system;
grant update on capacity_policy to keypulse_system;
