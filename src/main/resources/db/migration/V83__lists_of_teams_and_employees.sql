create index employee_by_function on employee (function, id);

-- Runs a statement of the directory of teams with the rights of whoever calls.
create function found_teams(statement text, given text[]) returns table (id int, place text)
language plpgsql stable rows 25 as $$
begin
  return query execute statement using given;
end
$$;
revoke execute on function found_teams(text, text[]) from public;
grant execute on function found_teams(text, text[]) to keypulse_member, keypulse_analyst, keypulse_system;
