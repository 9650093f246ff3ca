-- What acts with more rights than who calls it looks at tables that are there for a session only after all others: a temporary
-- table named as one of ours made its caller the owner. `bootstrap.sql` takes from everybody that they may create any.
do $$
declare
  acting regprocedure;
begin
  for acting in select oid::regprocedure from pg_proc
    where pronamespace = 'keypulse'::regnamespace and prosecdef and proowner = 'keypulse_owner'::regrole
  loop
    execute format('alter function %s set search_path = keypulse, public, pg_temp', acting);
  end loop;
end
$$;

-- Who serves where is what the wall is built of: a member writes down who serves in teams that they see, and nobody in others.
alter table team_member enable row level security;
create policy everybody_reads on team_member for select using (true);
create policy all_teams on team_member to keypulse_system using (true);
create policy own_teams_begin on team_member for insert to keypulse_member
  with check (team_id = any ((select visible_teams())::int[]));
create policy own_teams_change on team_member for update to keypulse_member
  using (team_id = any ((select visible_teams())::int[]));
create policy own_teams_end on team_member for delete to keypulse_member
  using (team_id = any ((select visible_teams())::int[]));

-- What proves a draw is written once.
create function refuse_change_of_a_proof() returns trigger language plpgsql as $$
begin
  raise exception 'the draw of wave % is proved', old.id
    using errcode = 'check_violation', constraint = 'wave_proof_is_final';
end
$$;
create trigger wave_proof_is_final
  before update of fingerprint, account_fingerprint, frame_size, excluded, drawn, withheld, planned on wave for each row
  when (old.fingerprint <> '' and (old.fingerprint, old.account_fingerprint, old.frame_size, old.excluded, old.drawn, old.withheld, old.planned)
    is distinct from (new.fingerprint, new.account_fingerprint, new.frame_size, new.excluded, new.drawn, new.withheld, new.planned))
  execute function refuse_change_of_a_proof();
