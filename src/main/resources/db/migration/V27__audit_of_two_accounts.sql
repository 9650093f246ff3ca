-- A change of a relationship tells of two accounts: like the relationship itself it is shown to who sees both.
alter table audit_entry
  add column other_id int,
  add column other_team_id int,
  add constraint audit_entry_other foreign key (other_id, other_team_id)
    references account (id, team_id) on update cascade;
create index audit_entry_by_other on audit_entry (other_id, other_team_id) where other_id is not null;
update audit_entry e set other_id = r.other_id, other_team_id = r.other_team_id
  from account_relationship r where e.object_type = 'account_relationship' and r.id = e.object_id;
create policy both_ends on audit_entry as restrictive to keypulse_member
  using (other_team_id is null or other_team_id = any ((select visible_teams())::int[]));

create or replace function audit_change() returns trigger
language plpgsql security definer set search_path = keypulse, public as $$
declare
  was jsonb := coalesce(to_jsonb(old), '{}') - '{version,recorded_at,recorded_by}'::text[];
  now_is jsonb := coalesce(to_jsonb(new), '{}') - '{version,recorded_at,recorded_by}'::text[];
  row_is jsonb := case when tg_op = 'DELETE' then was else now_is end;
  changes jsonb;
begin
  if tg_op = 'UPDATE' and tg_table_name <> 'account' then
    was := was - '{team_id,other_team_id}'::text[];
    now_is := now_is - '{team_id,other_team_id}'::text[];
  end if;
  select jsonb_object_agg(key, jsonb_strip_nulls(jsonb_build_object('from', o.value, 'to', n.value))) into changes
  from jsonb_each(was) o full join jsonb_each(now_is) n using (key)
  where o.value is distinct from n.value and coalesce(nullif(o.value, 'null'), nullif(n.value, 'null')) is not null;
  if changes is not null then
    insert into audit_entry (viewer_id, viewer_name, operation, object_type, object_id, account_id, team_id, other_id,
      other_team_id, changes)
    values (viewer_id(), coalesce(nullif(current_setting('keypulse.viewer_name', true), ''), session_user::text), tg_op,
      tg_table_name, (row_is ->> 'id')::bigint,
      case when row_is ? 'team_id' then (case when tg_table_name = 'account' then row_is ->> 'id' else row_is ->> 'account_id' end)::int end,
      case when tg_table_name = 'account' or row_is ->> 'account_id' is not null then (row_is ->> 'team_id')::int end,
      case when row_is ? 'other_team_id' then (row_is ->> 'other_id')::int end, (row_is ->> 'other_team_id')::int,
      changes);
  end if;
  return null;
end
$$;
