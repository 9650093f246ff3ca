-- Whoever counts the frames while one is drawn, as autovacuum does, sees none of its rows and says that there are none. Plans
-- made from that look each of those drawn up by walking through all of the index of accounts: a draw of two seconds took a
-- minute. Draws hold the lock that counting needs; where they do not get it they go on without, for it is cleaning up then.
create function keep_frames_uncounted() returns void language plpgsql
  security definer set search_path = keypulse, public, pg_temp set lock_timeout = '2s' as $$
begin
  lock table frame_entry in share update exclusive mode;
exception when lock_not_available then
  null;
end
$$;
revoke execute on function keep_frames_uncounted() from public;
grant execute on function keep_frames_uncounted() to keypulse_system;
