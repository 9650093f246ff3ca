-- What somebody took back is told by no case, nor by the trail of its changes.
create or replace function forget_audit_values(entries bigint[]) returns bigint language sql security definer
set search_path = keypulse, public as $$
  with emptied as (
    update audit_entry e set changes =
      (select coalesce(jsonb_object_agg(field, '{}'::jsonb), '{}') from jsonb_object_keys(e.changes) as field)
    where id = any (entries) and object_type in ('contact', 'contact_point', 'contact_hold', 'follow_up')
    returning 1)
  select count(*) from emptied
$$;
set role keypulse_system;
update follow_up_proof p set aspect = null
from follow_up f join invitation i on i.id = f.invitation_id
where p.follow_up_id = f.id and p.aspect is not null and i.answered_at is not null
  and not exists (select from answer n where n.invitation_id = f.invitation_id);
update follow_up f set aspect = null, rule_ids = '{}' from invitation i
where i.id = f.invitation_id and i.answered_at is not null and (f.aspect is not null or f.rule_ids <> '{}')
  and not exists (select from answer n where n.invitation_id = f.invitation_id);
select forget_audit_values(array_agg(e.id)) from audit_entry e join follow_up f on f.id = e.object_id
join invitation i on i.id = f.invitation_id
where e.object_type = 'follow_up' and i.answered_at is not null
  and not exists (select from answer n where n.invitation_id = f.invitation_id);
reset role;
