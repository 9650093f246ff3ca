-- Whoever changes what somebody said holds their invitation: a first answer, a correction, a deletion, an interview and an erasure come
-- one after the other, and each knows to which account a merge that has just ended has taken the person.
create function guest_to_answer(link bytea, day date) returns table (
    id bigint, wave_id int, program_id int, contact_id int, account_id int, team_id int, name text, language text, time_zone text,
    answered boolean, open boolean, closes_at timestamptz, questionnaire_id int, aspects text, drawn int, people int,
    everybody boolean, fewest int, manager text, managers_position text, managers_email text, sender_name text, replies_to text)
  language plpgsql security definer set search_path = keypulse, public, pg_temp as $$
begin
  perform from invitation i where i.token_hash = link for no key update;
  return query select * from guest_of(link, day);
end
$$;
grant create on schema keypulse to keypulse_system;
alter function guest_to_answer(bytea, date) owner to keypulse_system;
revoke create on schema keypulse from keypulse_system;
set local role keypulse_system;
revoke execute on function guest_to_answer(bytea, date) from public;
grant execute on function guest_to_answer(bytea, date) to keypulse_app, keypulse_system;
reset role;
