-- What figures read of waves, answers and people who were drawn.
alter table wave
  add column if not exists confidentiality text not null default 'NAMED',
  add column if not exists aggregate_from int;
alter table answer
  add column if not exists mode text not null default 'EMAIL';

do $$
begin
  if to_regclass('disposition') is null then
    create view disposition with (security_invoker = true) as
      select f.wave_id, f.contact_id, f.account_id, f.team_id,
        case
          when n.invitation_id is not null then
            case when cardinality(array_remove(n.ratings, null)) >= cardinality(w.aspects) then 'COMPLETE' else 'PARTIAL' end
          when c.left_on <= today() then 'NOT_ELIGIBLE'
          when i.state = 'SENT' and not exists (select from refused_address r where r.email = i.email) then 'NON_CONTACT'
          else 'UNKNOWN'
        end as disposition
      from frame_entry f
      join wave w on w.id = f.wave_id
      join contact c on c.id = f.contact_id
      left join answer n on n.wave_id = f.wave_id and n.contact_id = f.contact_id
      left join invitation i on i.wave_id = f.wave_id and i.contact_id = f.contact_id
      where f.drawn;
    grant select on disposition to keypulse_member, keypulse_analyst, keypulse_system;
  end if;
end
$$;
