-- No kind of relationship leads back to where it began: nobody is a member of their members, or billed to whom they are billed
-- to. Both kinds of ownership are one.
create function refuse_relationship_cycle() returns trigger language plpgsql as $$
declare
  kinds text[] := case when new.type in ('SUBSIDIARY_OF', 'BRANCH_OF') then array['SUBSIDIARY_OF', 'BRANCH_OF'] else array[new.type] end;
begin
  perform pg_advisory_xact_lock(hashtext('account_relationship'));
  if exists (
    with recursive above as (
      select new.other_id as id, new.valid
      union
      select r.other_id, r.valid * a.valid
      from above a join account_relationship r on r.account_id = a.id and r.valid && a.valid
      where r.type = any (kinds) and a.id <> new.account_id)
    select from above where id = new.account_id)
  then
    raise exception 'relationship of % violates check constraint "account_relationship_has_no_cycle"', new.external_id
      using errcode = 'check_violation', constraint = 'account_relationship_has_no_cycle';
  end if;
  return null;
end
$$;
drop trigger account_ownership_has_no_cycle on account_relationship;
drop function refuse_ownership_cycle();
create constraint trigger account_relationship_has_no_cycle
  after insert or update of account_id, other_id, type, valid on account_relationship
  for each row execute function refuse_relationship_cycle();
