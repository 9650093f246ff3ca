-- Run once on the empty database by its administrator; repeatable. Keypulse itself never runs it.
--   keypulse_owner   logs in for migrations only and owns every table
--   keypulse_app     logs in for the application; it owns nothing and may do nothing until it takes one of
--   keypulse_member  sees the accounts of the viewer's teams
--   keypulse_analyst sees all accounts, changes nothing
--   keypulse_system  sees and changes all: jobs, imports, the answer page, administrators
-- Afterwards: alter role keypulse_owner password '...'; alter role keypulse_app password '...';
do $$
declare
  role_name text;
begin
  foreach role_name in array array['keypulse_member', 'keypulse_analyst', 'keypulse_system'] loop
    if not exists (select from pg_roles where rolname = role_name) then
      execute format('create role %I nologin', role_name);
    end if;
  end loop;
  foreach role_name in array array['keypulse_owner', 'keypulse_app'] loop
    if not exists (select from pg_roles where rolname = role_name) then
      execute format('create role %I login noinherit', role_name);
    end if;
  end loop;
end
$$;

grant keypulse_member, keypulse_analyst, keypulse_system to keypulse_app with inherit false, set true;
grant keypulse_system to keypulse_owner with inherit false, set true;

create extension if not exists btree_gist;
create extension if not exists pg_trgm;
create extension if not exists unaccent;

create schema if not exists keypulse authorization keypulse_owner;
create schema if not exists quartz authorization keypulse_owner;
alter role keypulse_owner set search_path = keypulse, public, pg_temp;
alter role keypulse_app set search_path = keypulse, public, pg_temp;
revoke create on schema public from public;
-- A temporary table would be found before ours by whoever asks for one by its name alone.
do $$
begin
  execute format('revoke temporary on database %I from public', current_database());
end
$$;
