-- Tiers are codes, in capitals wherever they come from.
update key_decision set tier = upper(tier) where tier <> upper(tier);
alter table key_decision add constraint key_decision_tier_in_capitals check (tier = upper(tier));
update survey_program set key_tiers = array(select distinct upper(t) from unnest(key_tiers) as t)
where key_tiers <> upper(key_tiers::text)::text[];
-- Of several weights of one tier the first stays.
update capacity_policy p set (tiers, weights) = (
  select array_agg(w.tier order by w.nr), array_agg(w.weight order by w.nr)
  from (
    select distinct on (upper(t.tier)) upper(t.tier) as tier, t.weight, t.nr
    from unnest(p.tiers, p.weights) with ordinality as t (tier, weight, nr)
    order by upper(t.tier), t.nr) w)
where tiers <> upper(tiers::text)::text[];

-- Segments are words, and everybody writes them as they were written first: whoever writes food where there is Food means it.
create table segment_spelling (
  folded  text not null,
  segment text not null,
  constraint segment_spelling_key primary key (folded)
);

create function folded_segment(written text) returns text language sql immutable
  return lower(regexp_replace(btrim(written), '\s+', ' ', 'g'));

-- How it is written where anything has been written so before; else as it is given.
create function spelled_segment(written text) returns text language sql stable
security definer set search_path = keypulse, public as $$
  select coalesce((select s.segment from segment_spelling s where s.folded = folded_segment(written)), written)
$$;

-- Of the ways in use the one that most accounts have.
insert into segment_spelling
  select distinct on (folded_segment(segment)) folded_segment(segment), segment
  from (select segment, count(*) as accounts from account group by segment) s
  order by folded_segment(segment), accounts desc, segment;
update account set segment = spelled_segment(segment) where segment <> spelled_segment(segment);
update survey_program set segments = array(select distinct spelled_segment(s) from unnest(segments) as s)
where segments <> array(select spelled_segment(s) from unnest(segments) as s);

create function spell_segment() returns trigger language plpgsql
security definer set search_path = keypulse, public as $$
declare
  known text;
begin
  select s.segment into known from segment_spelling s where s.folded = folded_segment(new.segment);
  if not found then
    insert into segment_spelling values (folded_segment(new.segment), new.segment) on conflict do nothing;
    known := spelled_segment(new.segment);
  end if;
  new.segment := known;
  return new;
end
$$;
create trigger new_segment_is_spelled before insert on account for each row execute function spell_segment();
create trigger changed_segment_is_spelled before update of segment on account
  for each row when (new.segment <> old.segment) execute function spell_segment();

revoke execute on function spelled_segment(text) from public;
grant execute on function spelled_segment(text) to keypulse_member, keypulse_analyst, keypulse_system;

-- A dry run tells what becomes of rows that wait from all of them.
drop index import_verdict_by_awaited;
