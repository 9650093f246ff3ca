-- What every row that people may change carries: its version, and where its present state came from.
--   version      counts the changes; a change names the version it was made against
--   channel      how we learned of it
--   recorded_at, recorded_by   when and through whom; nobody where Keypulse itself or an administrator without an
--                employee record did it
create function viewer_id() returns int language sql stable as
  $$ select nullif(current_setting('keypulse.viewer', true), '')::int $$;
create function viewer_name() returns text language sql stable as
  $$ select coalesce(nullif(current_setting('keypulse.viewer_name', true), ''), current_user::text) $$;

create function stamp_change() returns trigger language plpgsql as $$
begin
  -- An account that moves to another team takes its rows along: that changes nothing about them.
  if to_jsonb(new) - 'team_id' = to_jsonb(old) - 'team_id' and tg_table_name <> 'account' then
    return new;
  end if;
  new.version := old.version + 1;
  new.recorded_at := clock_timestamp();
  new.recorded_by := viewer_id();
  return new;
end
$$;

-- Who changed what, from what to what. Written by triggers only: no path can forget it, no role of the application can
-- change it.
create table audit_entry (
  id          bigint generated always as identity primary key,
  at          timestamptz not null default clock_timestamp(),
  viewer_id   int,
  viewer_name text not null,
  operation   text not null,
  object_type text not null,
  object_id   bigint not null,
  account_id  int,
  team_id     int,
  changes     jsonb not null,
  constraint audit_entry_operation_known check (operation in ('INSERT', 'UPDATE', 'DELETE')),
  constraint audit_entry_account foreign key (account_id, team_id)
    references account (id, team_id) on update cascade
);
create index audit_entry_by_object on audit_entry (object_type, object_id, id);
create index audit_entry_by_account on audit_entry (account_id, id);
create index audit_entry_by_team on audit_entry (team_id, id);
select put_behind_the_wall('audit_entry');
revoke insert, update on audit_entry from keypulse_system;
create policy the_trigger_writes on audit_entry to keypulse_owner using (true) with check (true);

create function audit_change() returns trigger language plpgsql security definer set search_path = keypulse, public as $$
declare
  was jsonb := coalesce(to_jsonb(old), '{}') - '{version,recorded_at,recorded_by}'::text[];
  now_is jsonb := coalesce(to_jsonb(new), '{}') - '{version,recorded_at,recorded_by}'::text[];
  row_is jsonb := case when tg_op = 'DELETE' then was else now_is end;
  changes jsonb;
begin
  if tg_op = 'UPDATE' and tg_table_name <> 'account' then
    was := was - 'team_id';
    now_is := now_is - 'team_id';
  end if;
  select jsonb_object_agg(key, jsonb_strip_nulls(jsonb_build_object('from', o.value, 'to', n.value))) into changes
  from jsonb_each(was) o full join jsonb_each(now_is) n using (key)
  where o.value is distinct from n.value and coalesce(nullif(o.value, 'null'), nullif(n.value, 'null')) is not null;
  if changes is not null then
    insert into audit_entry (viewer_id, viewer_name, operation, object_type, object_id, account_id, team_id, changes)
    values (viewer_id(), coalesce(nullif(current_setting('keypulse.viewer_name', true), ''), session_user::text), tg_op,
      tg_table_name, (row_is ->> 'id')::bigint,
      case when row_is ? 'team_id' then (case when tg_table_name = 'account' then row_is ->> 'id' else row_is ->> 'account_id' end)::int end,
      case when tg_table_name = 'account' or row_is ->> 'account_id' is not null then (row_is ->> 'team_id')::int end,
      changes);
  end if;
  return null;
end
$$;

-- Gives a table its version and provenance columns, and its place in the audit trail.
create function keep_changes_of(kept regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s
    add column version int not null default 1,
    add column channel text not null default ''CRM_IMPORT'',
    add column recorded_at timestamptz not null default clock_timestamp(),
    add column recorded_by int default viewer_id(),
    add constraint %I check (channel in (''SALES_CENTRE'', ''TELEPHONE'', ''CALL_CENTRE'', ''EMAIL'', ''DEALER_WEBSITE'',
      ''SEMINAR'', ''CRM_IMPORT'', ''MANUAL''))', kept, kept || '_channel_known');
  execute format('create trigger %I before update on %s
    for each row when (old.* is distinct from new.*) execute function stamp_change()', kept || '_is_stamped', kept);
  execute format('create trigger %I after insert or update or delete on %s
    for each row execute function audit_change()', kept || '_is_audited', kept);
end
$$;
revoke execute on function keep_changes_of(regclass) from public;

select keep_changes_of('employee');
select keep_changes_of('account');
select keep_changes_of('contact');
select keep_changes_of('team');
select keep_changes_of('team_member');
select keep_changes_of('key_decision');

-- A mutation that is sent twice with the same key is carried out once and answered the same.
create table idempotency_key (
  viewer      text not null,
  operation   text not null,
  key         text not null,
  fingerprint text not null,
  object_id   bigint,
  created_at  timestamptz not null default clock_timestamp(),
  constraint idempotency_key_once primary key (viewer, operation, key)
);
create index idempotency_key_by_age on idempotency_key (created_at);
grant select, insert, update on idempotency_key to keypulse_member;
grant select, insert, update, delete on idempotency_key to keypulse_system;
