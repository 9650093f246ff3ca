-- What was written while two accounts were one hangs on rows of either: on an invitation, an answer, a case. It goes back with them when the
-- merge is undone, else a case stands before two teams in halves. What a person is alone does not count: what they said before at the
-- winner, and what was drawn while it was one account, stays there.
create function row_parents() returns table (child text, team_column text, parent text, hangs_on text) language sql stable as $$
  select r.table_name, r.team_column, c.confrelid::regclass::text,
    string_agg(format('t.%I = p.%I', here.attname, there.attname), ' and ')
  from account_references() r
  join pg_constraint c on c.conrelid = r.table_name::regclass and c.contype = 'f' and c.conparentid = 0
  cross join lateral unnest(c.conkey, c.confkey) as k (here, there)
  join pg_attribute here on here.attrelid = c.conrelid and here.attnum = k.here
  join pg_attribute there on there.attrelid = c.confrelid and there.attnum = k.there
  where r.id_column = 'account_id' and c.confrelid <> 'contact'::regclass
    and c.confrelid in (select p.table_name::regclass from account_references() p where p.id_column = 'account_id')
  group by r.table_name, r.team_column, c.oid, c.confrelid
  order by 1, 3
$$;

create function take_along(winner int, loser int, loser_team int) returns void language plpgsql as $$
declare
  part record;
  moved int;
  further boolean := true;
begin
  while further loop
    further := false;
    for part in select * from row_parents() loop
      begin
        execute format('update %1$s t set account_id = $1, %2$I = $2 from %3$s p
            where %4$s and t.account_id = $3 and p.account_id = $1', part.child, part.team_column, part.parent, part.hangs_on)
          using loser, loser_team, winner;
        get diagnostics moved = row_count;
        further := further or moved > 0;
      exception when unique_violation or exclusion_violation or check_violation then
        -- The loser has such a record already, as with a merge.
        null;
      end;
    end loop;
  end loop;
end
$$;

-- A line from a person of the one account to one of the other ends.
create function part_lines(merge int, winner int) returns void language sql as $$
  with back as (
    select (k ->> 'id')::int as id from account_merge_move v, jsonb_array_elements(v.moved) k
    where v.merge_id = merge and v.table_name = 'contact')
  update contact c set reports_to_id = null
  where c.account_id = winner and c.reports_to_id is not null
    and (c.id in (select id from back)) <> (c.reports_to_id in (select id from back))
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
revoke execute on function take_along(int, int, int), part_lines(int, int), row_parents() from public;
