-- The first day on which an account that is key on this day is not key any more, whatever is decided already about the time after
-- the decision of that day.
create function key_until(account int, day date) returns date language sql stable
  return (
    select upper(stretch) from (
      select unnest(range_agg(d.valid)) as stretch from key_decision d
      where d.account_id = account and d.superseded_at is null and d.outcome in ('DESIGNATE', 'RENEW')) stretches
    where stretch @> day);
