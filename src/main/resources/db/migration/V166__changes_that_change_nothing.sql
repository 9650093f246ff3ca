-- Whoever writes down what is there already changes nothing: neither the version, nor how we learned of what is there.
create or replace function stamp_change() returns trigger language plpgsql as $$
begin
  -- An account that moves to another team takes its rows along: that changes nothing about them.
  if to_jsonb(new) - 'team_id' = to_jsonb(old) - 'team_id' and tg_table_name <> 'account' then
    return new;
  end if;
  if to_jsonb(new) - 'channel' = to_jsonb(old) - 'channel' then
    return old;
  end if;
  new.version := old.version + 1;
  new.recorded_at := clock_timestamp();
  new.recorded_by := viewer_id();
  return new;
end
$$;
