-- Since when a contact belongs to an account no longer, and until when, where they came back: behind the wall as the frames are that ask
-- for it, and moved by merges as everything of an account. Of those who left before this was written down the trail knows the day.
alter table former_account rename column left_id to account_id;
alter table former_account
  drop constraint former_account_key,
  drop constraint former_account_left,
  add column id bigint generated always as identity constraint former_account_key primary key,
  add column team_id int,
  add column left_at timestamptz,
  add column returned_at timestamptz;
update former_account f set
  team_id = a.team_id,
  left_at = coalesce((
    select max(e.at) from audit_entry e
    where e.object_type = 'contact' and e.object_id = f.contact_id
      and (e.changes #>> '{account_id,from}')::int = f.account_id), now()),
  returned_at = case when c.account_id = f.account_id then now() end
from account a, contact c where a.id = f.account_id and c.id = f.contact_id;
alter table former_account
  alter column team_id set not null,
  alter column left_at set not null,
  add constraint former_account_account foreign key (account_id, team_id) references account (id, team_id) on update cascade;
create index former_account_by_contact on former_account (contact_id);
create index former_account_by_account on former_account (account_id);
select put_behind_the_wall('former_account');
revoke delete on former_account from keypulse_system;

-- Who goes along with a merge has not left. Whoever had left before they moved was gone by then.
create or replace function keep_former_account() returns trigger language plpgsql
  security definer set search_path = keypulse, public, pg_temp as $$
begin
  update former_account set returned_at = clock_timestamp()
  where contact_id = new.id and account_id = new.account_id and returned_at is null;
  if not exists (
    select from account_merge where undone_at is null
      and (loser_id, winner_id) in ((old.account_id, new.account_id), (new.account_id, old.account_id)))
  then
    insert into former_account (contact_id, account_id, team_id, left_at)
    values (old.id, old.account_id, old.team_id, least(clock_timestamp(), old.left_on::timestamp at time zone 'UTC'));
  end if;
  return null;
end
$$;

-- What became of somebody whose contact the viewer does not see any more: for those who see the account where they were drawn.
create function disposition_of(wave int, contact int) returns text language plpgsql stable
  security definer set search_path = keypulse, pg_temp as $$
begin
  return (select d.disposition from disposition d
    where d.wave_id = wave and d.contact_id = contact and d.team_id = any (visible_teams()));
end
$$;
grant create on schema keypulse to keypulse_system;
alter function disposition_of(int, int) owner to keypulse_system;
revoke create on schema keypulse from keypulse_system;
set local role keypulse_system;
revoke execute on function disposition_of(int, int) from public;
grant execute on function disposition_of(int, int) to keypulse_member, keypulse_analyst, keypulse_system;
reset role;

-- Who had moved to another account when the wave closed, and was still elsewhere, was not to be asked any more.
create or replace view disposition with (security_invoker = true) as
  select f.wave_id, f.contact_id, f.account_id, f.team_id, n.mode,
    case
      when c.id is null then disposition_of(f.wave_id, f.contact_id)
      when n.invitation_id is not null then
        case when cardinality(array_remove(n.ratings, null)) >= cardinality(w.aspects) then 'COMPLETE' else 'PARTIAL' end
      when i.answered_at is not null then 'REFUSED'
      when c.left_on <= coalesce((w.closed_at at time zone 'UTC')::date, today()) or p.outcome = 'LEFT_COMPANY'
        then 'NOT_ELIGIBLE'
      when exists (
        select from former_account h
        where h.contact_id = f.contact_id and h.account_id = f.account_id and h.left_at <= coalesce(w.closed_at, 'infinity')
          and (h.returned_at > w.closed_at or h.returned_at is null and c.account_id <> f.account_id)) then 'NOT_ELIGIBLE'
      when p.outcome = 'REFUSED' or exists (
        select from permission_entry o
        where o.kind = 'OBJECTION' and (o.email = c.email or o.email is null and o.contact_id = c.id)
          and (o.program_id is null or o.program_id = w.program_id) and o.said_at <= coalesce(w.closed_at, 'infinity')
          and not exists (
            select from permission_entry x
            where x.kind = 'OBJECTION_WITHDRAWN' and x.email = o.email and (x.said_at, x.id) > (o.said_at, o.id)
              and x.said_at <= coalesce(w.closed_at, 'infinity')
              and (x.program_id is null or x.program_id = o.program_id))) then 'REFUSED'
      when p.outcome = 'UNABLE' then 'OTHER'
      when p.outcome in ('NO_ANSWER', 'CALL_BACK') then 'NON_CONTACT'
      when i.state = 'SENT' and not exists (select from refused_address r where r.email = i.email) then 'NON_CONTACT'
      else 'UNKNOWN'
    end as disposition
  from frame_entry f
  join wave w on w.id = f.wave_id
  left join contact c on c.id = f.contact_id
  left join answer n on n.wave_id = f.wave_id and n.contact_id = f.contact_id
  left join lateral (
    select a.outcome from phone_attempt a
    where a.wave_id = f.wave_id and a.contact_id = f.contact_id order by a.id desc limit 1) p on true
  left join lateral (
    select m.state, m.email, m.answered_at from asked m
    where m.wave_id = f.wave_id and m.contact_id = f.contact_id order by m.id limit 1) i on true
  where f.drawn;
