-- What more is known of a company, and whether it still is an account.
alter table account
  add column legal_name text,
  add column tax_id text,
  add column lifecycle text not null default 'CUSTOMER',
  add column archived_at timestamptz,
  add column merged_into_id int,
  add constraint account_lifecycle_known check (lifecycle in ('PROSPECT', 'CUSTOMER', 'FORMER_CUSTOMER')),
  add constraint account_merged_into foreign key (merged_into_id) references account,
  add constraint account_merged_is_archived check (merged_into_id is null or archived_at is not null),
  drop constraint account_external_id_unique;
create index account_archived_by_name on account (name, id) where archived_at is not null;
create index account_by_merged_into on account (merged_into_id) where merged_into_id is not null;
grant update (name, legal_name, tax_id, country, segment, lifecycle, channel) on account to keypulse_member;

-- What other systems call an account: any number of ids, each of one living account at most. source and external_id of
-- the account itself are the first of them.
create table account_external_id (
  id         int generated always as identity primary key,
  account_id int not null,
  team_id    int not null,
  source     text not null,
  value      text not null,
  released   boolean not null default false,
  constraint account_external_id_account foreign key (account_id, team_id)
    references account (id, team_id) on update cascade
);
create unique index account_external_id_once on account_external_id (source, value) where not released;
create index account_external_id_by_account on account_external_id (account_id, id);
create index account_external_id_by_team on account_external_id (team_id);
select keep_changes_of('account_external_id');
select put_behind_the_wall('account_external_id');
grant delete on account_external_id to keypulse_system;

set role keypulse_system;
insert into account_external_id (account_id, team_id, source, value)
  select id, team_id, source, external_id from account order by id;
reset role;

create function keep_first_external_id() returns trigger language plpgsql as $$
begin
  insert into account_external_id (account_id, team_id, source, value, channel)
    select id, team_id, source, external_id, channel from made order by id;
  return null;
end
$$;
create trigger account_has_its_first_external_id after insert on account
  referencing new table as made for each statement execute function keep_first_external_id();

create function release_external_ids() returns trigger language plpgsql as $$
begin
  update account_external_id set released = new.archived_at is not null
  where account_id = new.id and released = (new.archived_at is null);
  return null;
end
$$;
create trigger account_releases_its_external_ids after update of archived_at on account
  for each row when ((old.archived_at is null) <> (new.archived_at is null)) execute function release_external_ids();

-- How companies stand to each other. Read as a sentence: account_id SUBSIDIARY_OF other_id.
create table account_relationship (
  id            int generated always as identity primary key,
  source        text not null,
  external_id   text not null,
  account_id    int not null,
  team_id       int not null,
  type          text not null,
  other_id      int not null,
  other_team_id int not null,
  valid         daterange not null,
  constraint account_relationship_external_id_unique unique (source, external_id),
  constraint account_relationship_account foreign key (account_id, team_id)
    references account (id, team_id) on update cascade,
  constraint account_relationship_other foreign key (other_id, other_team_id)
    references account (id, team_id) on update cascade,
  constraint account_relationship_type_known check (type in ('SUBSIDIARY_OF', 'BRANCH_OF', 'FRANCHISEE_OF',
    'MEMBER_OF_BUYING_GROUP', 'BILLED_TO', 'SERVED_THROUGH_DEALER')),
  constraint account_relationship_of_two check (account_id <> other_id),
  constraint account_relationship_starts check (not isempty(valid) and not lower_inf(valid)),
  constraint account_relationship_no_overlap
    exclude using gist (account_id with =, other_id with =, type with =, valid with &&),
  constraint account_has_one_owner exclude using gist (account_id with =, valid with &&)
    where (type in ('SUBSIDIARY_OF', 'BRANCH_OF'))
);
create index account_relationship_by_account on account_relationship (account_id);
create index account_relationship_by_other on account_relationship (other_id);
create index account_relationship_by_team on account_relationship (team_id);
create index account_relationship_by_other_team on account_relationship (other_team_id);
select keep_changes_of('account_relationship');
-- A company that moves to another team takes its relationships along, on either side: that changes nothing about them.
drop trigger account_relationship_is_stamped on account_relationship;
create trigger account_relationship_is_stamped before update on account_relationship
  for each row when ((old.account_id, old.other_id, old.type, old.valid, old.channel)
    is distinct from (new.account_id, new.other_id, new.type, new.valid, new.channel)) execute function stamp_change();
select put_behind_the_wall('account_relationship');
-- Whoever sees one of the two companies only does not learn of the other.
create policy both_ends on account_relationship as restrictive to keypulse_member
  using (other_team_id = any ((select visible_teams())::int[]));
create policy the_walk_sees_all on account_relationship for select to keypulse_owner using (true);

-- Going up from the owner, within the days on which every step holds, never leads back. Whoever changes ownership waits
-- for whoever else does, for two changes that do not see each other could close a circle together.
create function refuse_ownership_cycle() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtext('account_relationship'));
  if exists (
    with recursive above as (
      select new.other_id as id, new.valid
      union
      select r.other_id, r.valid * a.valid
      from above a join account_relationship r on r.account_id = a.id and r.valid && a.valid
      where r.type in ('SUBSIDIARY_OF', 'BRANCH_OF') and a.id <> new.account_id)
    select from above where id = new.account_id)
  then
    raise exception 'ownership of % violates check constraint "account_ownership_has_no_cycle"', new.external_id
      using errcode = 'check_violation', constraint = 'account_ownership_has_no_cycle';
  end if;
  return null;
end
$$;
create constraint trigger account_ownership_has_no_cycle
  after insert or update of account_id, other_id, type, valid on account_relationship
  for each row when (new.type in ('SUBSIDIARY_OF', 'BRANCH_OF')) execute function refuse_ownership_cycle();

-- Every company and the companies below it on that day, however deep; hidden ones too, for the walk must not end at
-- them. Whoever calls joins account and so shows only what the viewer sees. offset 0 keeps the planner, which expects
-- more companies than a group has, from reading all relationships.
create function company_groups(heads int[], day date) returns table (head_id int, member_id int)
language sql stable rows 50 security definer set search_path = keypulse, public as $$
  with recursive below as (
    select h.id as head_id, h.id as member_id from unnest(heads) as h (id)
    union
    select b.head_id, r.account_id
    from below b cross join lateral (
      select account_id from account_relationship r
      where r.other_id = b.member_id and r.type in ('SUBSIDIARY_OF', 'BRANCH_OF') and r.valid @> day offset 0) r)
  select head_id, member_id from below
$$;
revoke execute on function company_groups(int[], date) from public;
grant execute on function company_groups(int[], date) to keypulse_member, keypulse_analyst, keypulse_system;
