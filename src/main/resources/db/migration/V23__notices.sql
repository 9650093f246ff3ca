-- Who signs in is looked up before they have any right: this one answer to one question is all that the login may ask.
create function sign_in(login text) returns table (id int, name text)
  language sql stable security definer set search_path = keypulse, public as
  $$ select id, name from employee where email = login and active $$;
revoke execute on function sign_in(text) from public;
grant execute on function sign_in(text) to keypulse_app, keypulse_member, keypulse_analyst, keypulse_system;

-- Rings when an account, or what belongs to it, has changed: once per account and transaction, at its commit. A statement
-- that changes more than a thousand accounts rings once for all of them.
create function tell_accounts_changed() returns trigger language plpgsql as $$
declare
  most constant int := 1000;
  changed int[];
begin
  if tg_table_name = 'account' then
    select array_agg(id) into changed from (select id from changed_rows limit most + 1) c;
  else
    select array_agg(account_id) into changed from (select distinct account_id from changed_rows limit most + 1) c;
  end if;
  if cardinality(changed) > most then
    perform pg_notify('keypulse_account', '*');
  else
    perform pg_notify('keypulse_account', id::text) from unnest(changed) as id;
  end if;
  return null;
end
$$;

create function ring_when_changed(watched regclass) returns void language plpgsql as $$
begin
  execute format('create trigger %I after insert on %s referencing new table as changed_rows
    for each statement execute function tell_accounts_changed()', watched || '_rings_when_new', watched);
  execute format('create trigger %I after update on %s referencing new table as changed_rows
    for each statement execute function tell_accounts_changed()', watched || '_rings_when_changed', watched);
end
$$;
revoke execute on function ring_when_changed(regclass) from public;
select ring_when_changed('account');
select ring_when_changed('contact');
select ring_when_changed('key_decision');
