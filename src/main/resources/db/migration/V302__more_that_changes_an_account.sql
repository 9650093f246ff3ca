-- Rings for accounts also when their companies, sponsors, meetings, teams or purchases change, all of which their screen shows.
create function ring_for_accounts(changed int[]) returns void language plpgsql as $$
begin
  if cardinality(changed) > 1000 then
    perform pg_notify('keypulse_account', '*');
  else
    perform pg_notify('keypulse_account', id::text) from unnest(changed) as id;
  end if;
end
$$;

create function tell_both_ends_changed() returns trigger language plpgsql as $$
begin
  perform ring_for_accounts(array(
    select account_id from changed_rows union select other_id from changed_rows limit 1001));
  return null;
end
$$;

-- Whoever changes a team need not see its accounts.
create function tell_served_accounts_changed() returns trigger language plpgsql security definer
set search_path = keypulse, public, pg_temp as $$
begin
  perform ring_for_accounts(array(
    select a.id from account a where a.team_id in (select c.team_id from changed_rows c) limit 1001));
  return null;
end
$$;

-- A batch of an import is no news to whoever looks at an account, and rings once whatever it has.
create function tell_buyers_changed() returns trigger language plpgsql as $$
begin
  if (select count(*) from (select from changed_rows limit 501) c) > 500 then
    perform pg_notify('keypulse_account', '*');
  else
    perform ring_for_accounts(array(select distinct account_id from changed_rows));
  end if;
  return null;
end
$$;

create function ring_when_changed(watched regclass, teller text) returns void language plpgsql as $$
begin
  execute format('create trigger %I after insert on %s referencing new table as changed_rows
    for each statement execute function %I()', watched || '_rings_when_new', watched, teller);
  execute format('create trigger %I after update on %s referencing new table as changed_rows
    for each statement execute function %I()', watched || '_rings_when_changed', watched, teller);
end
$$;
revoke execute on function ring_when_changed(regclass, text) from public;
-- What was taken back, for it had not begun or never was.
create function ring_when_gone(watched regclass, teller text) returns void language plpgsql as $$
begin
  execute format('create trigger %I after delete on %s referencing old table as changed_rows
    for each statement execute function %I()', watched || '_rings_when_gone', watched, teller);
end
$$;
revoke execute on function ring_when_gone(regclass, text) from public;
select ring_when_changed('account_relationship', 'tell_both_ends_changed');
select ring_when_changed('executive_sponsor', 'tell_accounts_changed');
select ring_when_changed('executive_meeting', 'tell_accounts_changed');
select ring_when_changed('team_member', 'tell_served_accounts_changed');
select ring_when_changed('purchase', 'tell_buyers_changed');
select ring_when_gone('account_relationship', 'tell_both_ends_changed');
select ring_when_gone('executive_sponsor', 'tell_accounts_changed');
select ring_when_gone('executive_meeting', 'tell_accounts_changed');
select ring_when_gone('team_member', 'tell_served_accounts_changed');
