-- How many of the answers that an account adds to a cluster were given through the link of the mail: only these count towards the
-- fewest that may be told of, for whoever wrote an answer down on the telephone knows it. Waves with such answers are settled once
-- more, which takes a minute.
alter table confidential_part
  add column by_themselves int,
  add constraint confidential_part_by_themselves check (0 <= by_themselves and by_themselves <= answers);
delete from confidential_part p
where exists (select from account_count c where c.wave_id = p.wave_id and c.phone > 0);
delete from settled_wave s
where exists (select from account_count c where c.wave_id = s.wave_id and c.phone > 0);
update confidential_part set by_themselves = answers;
alter table confidential_part alter column by_themselves set not null;
