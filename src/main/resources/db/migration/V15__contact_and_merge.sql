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

-- Merging two accounts moves every row of one to the other, whichever tables there will be. Only the functions below do
-- that, as the owner; row security is forced on the owner too, so every table behind the wall lets them in.
create or replace function put_behind_the_wall(guarded regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', guarded);
  execute format('alter table %s force row level security', guarded);
  execute format('create policy own_teams on %s to keypulse_member
    using (team_id = any ((select visible_teams())::int[]))', guarded);
  execute format('create policy all_teams on %s to keypulse_analyst, keypulse_system using (true)', guarded);
  execute format('create policy merges_move on %s to keypulse_owner using (true)', guarded);
  execute format('grant select on %s to keypulse_member, keypulse_analyst', guarded);
  execute format('grant select, insert, update on %s to keypulse_system', guarded);
end
$$;
do $$
declare
  guarded regclass;
begin
  for guarded in select oid::regclass from pg_class
    where relnamespace = 'keypulse'::regnamespace and relrowsecurity and relkind in ('r', 'p') order by relname
  loop
    execute format('create policy merges_move on %s to keypulse_owner using (true)', guarded);
  end loop;
end
$$;

create table account_merge (
  id        int generated always as identity primary key,
  winner_id int not null,
  loser_id  int not null,
  merged_at timestamptz not null,
  merged_by int default viewer_id(),
  undone_at timestamptz,
  constraint account_merge_winner foreign key (winner_id) references account,
  constraint account_merge_loser foreign key (loser_id) references account,
  constraint account_merge_of_two check (winner_id <> loser_id)
);
create unique index account_merge_once on account_merge (loser_id) where undone_at is null;
create index account_merge_by_winner on account_merge (winner_id);

-- The keys of the rows of one table that moved, and of those that could not because the winner has such a row already;
-- these stay with the loser.
create table account_merge_move (
  merge_id    int not null,
  table_name  text not null,
  id_column   text not null,
  team_column text not null,
  moved       jsonb not null,
  kept        jsonb not null,
  constraint account_merge_move_key primary key (merge_id, table_name, id_column),
  constraint account_merge_move_merge foreign key (merge_id) references account_merge
);
grant select on account_merge, account_merge_move to keypulse_system;

-- Every foreign key (account, team) to account. What happened to the loser stays in the loser's audit trail.
create function account_references()
  returns table (table_name text, id_column text, team_column text) language sql stable as $$
  select c.conrelid::regclass::text, i.attname::text, t.attname::text
  from pg_constraint c
  join pg_attribute i on i.attrelid = c.conrelid and i.attnum = c.conkey[1]
  join pg_attribute t on t.attrelid = c.conrelid and t.attnum = c.conkey[2]
  where c.contype = 'f' and c.conparentid = 0 and c.confrelid = 'account'::regclass and cardinality(c.conkey) = 2
    and c.conrelid <> 'audit_entry'::regclass
  order by c.conrelid <> 'contact'::regclass, 1, 2
$$;

create function key_of(of regclass) returns table (key_json text, key_is text, key_matches text) language sql stable as $$
  select string_agg(format('%1$L, t.%1$I', a.attname), ', '),
    string_agg(format('t.%1$I = ($1 ->> %1$L)::%2$s', a.attname, format_type(a.atttypid, a.atttypmod)), ' and '),
    string_agg(format('t.%1$I = k.%1$I', a.attname), ' and ')
  from pg_index x join pg_attribute a on a.attrelid = x.indrelid and a.attnum = any (x.indkey)
  where x.indrelid = of and x.indisprimary
$$;

create function move_account_rows(
  table_name text, id_column text, team_column text, loser int, winner int, winner_team int,
  out moved jsonb, out kept jsonb) language plpgsql as $$
declare
  key record;
  row_key jsonb;
begin
  select * into key from key_of(table_name::regclass);
  kept := '[]';
  begin
    execute format('with moved as (update %1$s t set %2$I = $1, %3$I = $2 where t.%2$I = $3
        returning jsonb_build_object(%4$s) as key) select coalesce(jsonb_agg(key), ''[]'') from moved',
        table_name, id_column, team_column, key.key_json)
      into moved using winner, winner_team, loser;
  exception when unique_violation or exclusion_violation or check_violation then
    moved := '[]';
    for row_key in execute format('select jsonb_build_object(%s) from %s t where t.%I = $1',
      key.key_json, table_name, id_column) using loser
    loop
      begin
        execute format('update %s t set %I = $2, %I = $3 where %s', table_name, id_column, team_column, key.key_is)
          using row_key, winner, winner_team;
        moved := moved || jsonb_build_array(row_key);
      exception when unique_violation or exclusion_violation or check_violation then
        kept := kept || jsonb_build_array(row_key);
      end;
    end loop;
  end;
end
$$;

create function merge_accounts(winner int, loser int, moment timestamptz) returns int
language plpgsql security definer set search_path = keypulse, public as $$
declare
  merge int;
  part record;
begin
  -- Waits for whoever is writing rows of either, so that none is left behind.
  perform from account where id in (winner, loser) order by id for update;
  insert into account_merge (winner_id, loser_id, merged_at) values (winner, loser, moment) returning id into merge;
  for part in select r.*, a.team_id from account_references() r, account a where a.id = winner loop
    insert into account_merge_move (merge_id, table_name, id_column, team_column, moved, kept)
      select merge, part.table_name, part.id_column, part.team_column, m.moved, m.kept
      from move_account_rows(part.table_name, part.id_column, part.team_column, loser, winner, part.team_id) m
      where m.moved <> '[]' or m.kept <> '[]';
  end loop;
  update account set archived_at = moment, merged_into_id = winner, channel = 'MANUAL' where id = loser;
  return merge;
end
$$;

-- Puts back what moved and is still where it moved to; what came to the winner later stays there.
create function undo_account_merge(merge int, moment timestamptz) returns void
language plpgsql security definer set search_path = keypulse, public as $$
declare
  part record;
begin
  update account a set archived_at = null, merged_into_id = null from account_merge m
    where m.id = merge and a.id = m.loser_id;
  for part in
    select v.*, k.key_matches, m.winner_id, m.loser_id, a.team_id
    from account_merge m join account_merge_move v on v.merge_id = m.id join account a on a.id = m.loser_id
    cross join lateral key_of(v.table_name::regclass) k
    where m.id = merge order by v.table_name <> 'contact', v.table_name, v.id_column
  loop
    execute format('update %1$s t set %2$I = $1, %3$I = $2
        from jsonb_populate_recordset(null::%1$s, $3) k where %4$s and t.%2$I = $4',
        part.table_name, part.id_column, part.team_column, part.key_matches)
      using part.loser_id, part.team_id, part.moved, part.winner_id;
  end loop;
  update account_merge set undone_at = moment where id = merge;
end
$$;
revoke execute on function merge_accounts(int, int, timestamptz), undo_account_merge(int, timestamptz),
  move_account_rows(text, text, text, int, int, int) from public;
grant execute on function merge_accounts(int, int, timestamptz), undo_account_merge(int, timestamptz) to keypulse_system;
