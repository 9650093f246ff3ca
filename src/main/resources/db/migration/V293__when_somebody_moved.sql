-- Whoever is moved by hand says on which day the person began at the other account: by then they had left this one.
create or replace function keep_former_account() returns trigger language plpgsql
  security definer set search_path = keypulse, public, pg_temp as $$
begin
  update former_account set returned_at = clock_timestamp()
  where contact_id = new.id and account_id = new.account_id and returned_at is null;
  if not exists (
    select from account_merge where undone_at is null
      and (loser_id, winner_id) in ((old.account_id, new.account_id), (new.account_id, old.account_id)))
  then
    insert into former_account (contact_id, account_id, team_id, left_at)
    values (old.id, old.account_id, old.team_id, least(clock_timestamp(), old.left_on::timestamp at time zone 'UTC',
      case when new.channel = 'MANUAL' and new.joined_on is distinct from old.joined_on
        then new.joined_on::timestamp at time zone 'UTC' end));
  end if;
  return null;
end
$$;

-- What somebody is called who left an account: for those who see that account, wherever the person went.
create function name_of_former(entry bigint) returns text language plpgsql stable
  security definer set search_path = keypulse, public, pg_temp as $$
begin
  return (select c.name from former_account f join contact c on c.id = f.contact_id
    where f.id = entry and f.returned_at is null and f.team_id = any ((select visible_teams())::int[]));
end
$$;
revoke execute on function name_of_former(bigint) from public;
grant execute on function name_of_former(bigint) to keypulse_member, keypulse_analyst, keypulse_system;
