-- Whether everybody of somebody's stratum was drawn, and they with them: of them it must not be told that chance chose them.
-- A function, so that it is found by two keys however many are asked about, and so that pages and mails say the same.
create function asked_with_everybody(wave int, person int) returns boolean language plpgsql stable as $$
begin
  return exists (
    select from frame_entry f join wave_stratum s on s.wave_id = f.wave_id and s.stratum = f.stratum
    where f.wave_id = wave and f.contact_id = person and f.drawn and s.drawn = s.units);
end
$$;
revoke execute on function asked_with_everybody(int, int) from public;
grant execute on function asked_with_everybody(int, int) to keypulse_system;
