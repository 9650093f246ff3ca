-- Who opened, paused, resumed and closed a wave, and why; nothing of its draw, whose seed is not told before its time.
create function audit_wave() returns trigger language plpgsql security definer set search_path = keypulse, public as $$
declare
  told text[] := '{state,paused_at,pause_reason,close_reason}';
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
create trigger wave_is_audited after insert or update on wave for each row execute function audit_wave();
