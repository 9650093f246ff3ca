-- All that the page behind a link shows besides its questions, for whoever has the link: the address of a link is the only key to
-- it, so that the login itself may ask, in one statement without a transaction. Nothing for unknown links.
create function guest_of(link bytea, day date) returns table (
    id bigint, wave_id int, program_id int, contact_id int, account_id int, team_id int, name text, language text, time_zone text,
    answered boolean, open boolean, closes_at timestamptz, questionnaire_id int, aspects text, drawn int, people int,
    everybody boolean, fewest int, manager text, managers_position text, managers_email text, sender_name text, replies_to text)
  language plpgsql stable security definer set search_path = keypulse, pg_temp
  set plan_cache_mode = force_generic_plan as $$
begin
  return query
  select i.id, i.wave_id, w.program_id, i.contact_id, i.account_id, i.team_id, i.name, i.language, i.time_zone,
    i.answered_at is not null, w.state <> 'CLOSED', w.closes_at, w.questionnaire_id, array_to_string(w.aspects, ','), w.drawn,
    w.frame_size, asked_with_everybody(i.wave_id, i.contact_id), w.aggregate_from, m.name, m.position, m.email, p.sender_name, p.reply_to
  from invitation i join wave w on w.id = i.wave_id join survey_program p on p.id = w.program_id
  left join employee m on m.id = responsible(i.team_id, day)
  where i.token_hash = link;
end
$$;
grant create on schema keypulse to keypulse_system;
alter function guest_of(bytea, date) owner to keypulse_system;
revoke create on schema keypulse from keypulse_system;
set local role keypulse_system;
revoke execute on function guest_of(bytea, date) from public;
grant execute on function guest_of(bytea, date) to keypulse_app, keypulse_system;
reset role;
