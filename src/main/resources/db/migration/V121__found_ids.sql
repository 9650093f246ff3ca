-- Runs a statement of the directories of teams and employees with the rights of whoever calls. Replicas of the version
-- before still call found_teams.
create function found_ids(statement text, given text[]) returns table (id int, place text)
language plpgsql stable rows 25 as $$
begin
  return query execute statement using given;
end
$$;
revoke execute on function found_ids(text, text[]) from public;
grant execute on function found_ids(text, text[]) to keypulse_member, keypulse_analyst, keypulse_system;
