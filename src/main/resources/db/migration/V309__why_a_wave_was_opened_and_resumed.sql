-- A wave that somebody opens or lets go on says why, as one that is paused or closed does.
alter table wave
  add column open_reason text,
  add column resume_reason text,
  add constraint wave_openings_bounded check (
    char_length(open_reason) between 1 and 500 and char_length(resume_reason) between 1 and 500);
grant update (open_reason, resume_reason) on wave to keypulse_system;

create or replace function audit_wave() returns trigger language plpgsql security definer
set search_path = keypulse, public, pg_temp as $$
declare
  told text[] := '{state,open_reason,paused_at,pause_reason,resume_reason,close_reason}';
  changes jsonb;
begin
  select jsonb_object_agg(k, jsonb_strip_nulls(jsonb_build_object('from', to_jsonb(old) -> k, 'to', to_jsonb(new) -> k)))
    into changes
  from unnest(told) as k where to_jsonb(old) -> k is distinct from to_jsonb(new) -> k
    and coalesce(nullif(to_jsonb(old) -> k, 'null'), nullif(to_jsonb(new) -> k, 'null')) is not null;
  if changes is not null then
    insert into audit_entry (viewer_id, viewer_name, operation, object_type, object_id, changes)
    values (viewer_id(), coalesce(nullif(current_setting('keypulse.viewer_name', true), ''), session_user::text), tg_op,
      'wave', new.id, changes);
  end if;
  return null;
end
$$;

alter table delivery_stop
  add column resume_reason text,
  add constraint delivery_stop_resumption_bounded check (char_length(resume_reason) between 1 and 500);
