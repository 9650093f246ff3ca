-- Functions are one word in capitals wherever they come from. Files of team members brought them as they were written; where
-- somebody served in both spellings at the same time the lead stays, else the older row.
delete from team_member m using team_member o
where o.team_id = m.team_id and o.employee_id = m.employee_id and o.valid && m.valid and o.id <> m.id
  and upper(regexp_replace(btrim(o.function), '[^[:alnum:]]+', '_', 'g'))
    = upper(regexp_replace(btrim(m.function), '[^[:alnum:]]+', '_', 'g'))
  and (o.role = 'LEAD', -o.id) > (m.role = 'LEAD', -m.id);
update team_member set function = upper(regexp_replace(btrim(function), '[^[:alnum:]]+', '_', 'g'))
where function ~ '[a-z\s]';
alter table team_member add constraint team_member_function_in_capitals check (function !~ '[a-z\s]');
alter table employee add constraint employee_function_in_capitals check (function !~ '[a-z\s]');
