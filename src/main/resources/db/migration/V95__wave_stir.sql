-- That something happened in a wave, until its subscribers are told. Every few seconds each replica looks here instead of
-- counting the waves. Without a key, as those who answer at the same time would wait for one another; unlogged, as a
-- database that crashes closes the sockets of all who listen.
create unlogged table wave_stir (
  wave_id int not null
);
grant select, update, delete on wave_stir to keypulse_system;

create function stir_wave() returns trigger language plpgsql security definer set search_path = keypulse, public as $$
begin
  insert into wave_stir values (case when tg_op = 'DELETE' then old.wave_id else new.wave_id end);
  return null;
end
$$;
create trigger answer_stirs_wave after insert or delete on answer for each row execute function stir_wave();
create trigger call_stirs_wave after insert on phone_attempt for each row execute function stir_wave();

create function stir_waves_of_mails() returns trigger
language plpgsql security definer set search_path = keypulse, public as $$
begin
  insert into wave_stir select distinct wave_id from latter where state in ('SENT', 'BOUNCED');
  return null;
end
$$;
create trigger mail_stirs_wave after update on mail
  referencing new table as latter for each statement execute function stir_waves_of_mails();

drop table wave_pulse;
