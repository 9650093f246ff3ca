-- A relationship of an account that was merged into another, which could not go along, counts for nothing while that holds: so it blocks
-- nothing either, neither another owner nor what would lead back through it. It counts again when the merge is undone, or that is refused.
alter table account_relationship add column dormant boolean not null default false;
alter table account_relationship disable trigger user;
update account_relationship r set dormant = true
  where exists (select from account a where a.id in (r.account_id, r.other_id) and a.merged_into_id is not null);
alter table account_relationship enable trigger user;
alter table account_relationship
  drop constraint account_has_one_owner,
  add constraint account_has_one_owner exclude using gist (account_id with =, valid with &&)
    where (type in ('SUBSIDIARY_OF', 'BRANCH_OF') and not dormant);

create or replace function refuse_relationship_cycle() returns trigger language plpgsql as $$
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
      where r.type = any (kinds) and not r.dormant and a.id <> new.account_id)
    select from above where id = new.account_id)
  then
    raise exception 'relationship of % violates check constraint "account_relationship_has_no_cycle"', new.external_id
      using errcode = 'check_violation', constraint = 'account_relationship_has_no_cycle';
  end if;
  return null;
end
$$;
drop trigger account_relationship_has_no_cycle on account_relationship;
create constraint trigger account_relationship_has_no_cycle
  after insert or update of account_id, other_id, type, valid, dormant on account_relationship
  for each row when (not new.dormant) execute function refuse_relationship_cycle();

create or replace function merge_accounts(winner int, loser int, moment timestamptz) returns int
language plpgsql security definer set search_path = keypulse, public, pg_temp as $$
declare
  merge int;
  part record;
begin
  perform pg_advisory_xact_lock_shared(hashtext('frame_entry'));
  -- Waits for whoever is writing rows of either, so that none is left behind.
  perform from account where id in (winner, loser) order by id for update;
  insert into account_merge (winner_id, loser_id, merged_at) values (winner, loser, moment) returning id into merge;
  update account_relationship set dormant = true where (account_id, other_id) in ((winner, loser), (loser, winner));
  for part in select r.*, a.team_id from account_references() r, account a where a.id = winner loop
    insert into account_merge_move (merge_id, table_name, id_column, team_column, moved, kept)
      select merge, part.table_name, part.id_column, part.team_column, m.moved, m.kept
      from move_account_rows(part.table_name, part.id_column, part.team_column, loser, winner, part.team_id) m
      where m.moved <> '[]' or m.kept <> '[]';
  end loop;
  update account_relationship set dormant = true where loser in (account_id, other_id) and not dormant;
  update account set archived_at = moment, merged_into_id = winner, channel = 'MANUAL' where id = loser;
  return merge;
end
$$;

-- Those that stand between two accounts neither of which is merged any more count again.
create function wake_relationships(loser int) returns void language plpgsql as $$
begin
  update account_relationship r set dormant = false
    where loser in (r.account_id, r.other_id) and r.dormant
      and not exists (select from account a where a.id in (r.account_id, r.other_id) and a.merged_into_id is not null);
exception
  when exclusion_violation then
    raise exception 'undoing the merge of % violates exclusion constraint "account_merge_undone_has_one_owner"', loser
      using errcode = 'exclusion_violation', constraint = 'account_merge_undone_has_one_owner';
  when check_violation then
    raise exception 'undoing the merge of % violates check constraint "account_merge_undone_has_no_cycle"', loser
      using errcode = 'check_violation', constraint = 'account_merge_undone_has_no_cycle';
end
$$;

create or replace function undo_account_merge(merge int, moment timestamptz) returns void
language plpgsql security definer set search_path = keypulse, public, pg_temp as $$
declare
  part record;
  undone record;
begin
  select m.winner_id, m.loser_id, m.merged_at, a.team_id into undone
    from account_merge m join account a on a.id = m.loser_id where m.id = merge;
  update account set archived_at = null, merged_into_id = null where id = undone.loser_id;
  perform part_lines(merge, undone.winner_id);
  for part in
    select v.*, k.key_matches from account_merge_move v cross join lateral key_of(v.table_name::regclass) k
    where v.merge_id = merge order by v.table_name <> 'contact', v.table_name, v.id_column
  loop
    execute format('update %1$s t set %2$I = $1, %3$I = $2
        from jsonb_populate_recordset(null::%1$s, $3) k where %4$s and t.%2$I = $4',
        part.table_name, part.id_column, part.team_column, part.key_matches)
      using undone.loser_id, undone.team_id, part.moved, undone.winner_id;
  end loop;
  perform wake_relationships(undone.loser_id);
  perform take_along(undone.winner_id, undone.loser_id, undone.team_id);
  update contact_hold h set account_id = undone.loser_id, team_id = undone.team_id
    where h.account_id = undone.winner_id and (
      h.kind = 'MANUAL' and h.held_at >= undone.merged_at
        and exists (select from contact c where c.id = h.contact_id and c.account_id = undone.loser_id)
      or h.kind = 'OPEN_CASE' and exists (
        select from follow_up f
        where f.contact_id = h.contact_id and f.account_id = undone.loser_id and h.case_key = 'follow-up ' || f.id));
  update account_merge set undone_at = moment where id = merge;
end
$$;
revoke execute on function wake_relationships(int) from public;
