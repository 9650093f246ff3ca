-- What an address of our own people looks like: at a domain of somebody who works here, or below it.
create view own_address with (security_invoker = true) as
  select p.pattern from (
    select distinct replace(split_part(email, '@', 2), '_', '\_') as domain from employee where active and email like '%@%') d
  cross join lateral (values ('%@' || d.domain), ('%.' || d.domain)) as p (pattern);
grant select on own_address to keypulse_system;
