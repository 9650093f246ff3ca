-- What one unit of the base currency was worth in the quote currency on a day.
create table exchange_rate (
  id          int generated always as identity primary key,
  source      text not null,
  external_id text not null,
  base        text not null,
  quote       text not null,
  quoted_on   date not null,
  rate        numeric(20, 8) not null,
  constraint exchange_rate_external_id_unique unique (source, external_id),
  constraint exchange_rate_once_a_day unique (base, quote, quoted_on),
  constraint exchange_rate_currencies_iso check (base ~ '^[A-Z]{3}$' and quote ~ '^[A-Z]{3}$'),
  constraint exchange_rate_between_two check (base <> quote),
  constraint exchange_rate_positive check (rate > 0)
);
create index exchange_rate_of_pair on exchange_rate (least(base, quote), greatest(base, quote), quoted_on);
create index exchange_rate_by_day on exchange_rate (quoted_on, id);
select keep_changes_of('exchange_rate');
grant select on exchange_rate to keypulse_member, keypulse_analyst;
grant select, insert, update on exchange_rate to keypulse_system;

-- The latest rate of two currencies from the oldest day that counts to the day, or the one of the other direction turned
-- over; of the same day the one as it was quoted.
create function quoted_rate(of text, into_ text, oldest date, day date) returns numeric language sql stable as $$
  select case when base = of then rate else 1 / rate end from exchange_rate
  where least(base, quote) = least(of, into_) and greatest(base, quote) = greatest(of, into_)
    and quoted_on between oldest and day
  order by quoted_on desc, (base = of) desc limit 1
$$;

-- How many units of the other currency one unit is worth on a day: directly, else by way of the company's currency and of
-- no other. Nothing where no rate is known, which is not 1.
create function conversion_rate(of text, into_ text, company text, oldest date, day date) returns numeric
language sql stable as $$
  select case when of = into_ then 1
    else coalesce(quoted_rate(of, into_, oldest, day),
      quoted_rate(of, company, oldest, day) * quoted_rate(company, into_, oldest, day)) end
$$;
