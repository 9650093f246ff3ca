-- Which answers, and which silence, open a case. What is left open narrows nothing.
--   at_most   a score of 1 (extremely) or 2 (somewhat dissatisfied too)
--   times     waves in a row without an answer
create table follow_up_rule (
  id      int generated always as identity primary key,
  name    text not null,
  sign    text not null,
  at_most smallint,
  aspects text[],
  roles   text[],
  times   int,
  active  boolean not null default true,
  constraint follow_up_rule_name_unique unique (name),
  constraint follow_up_rule_sign_known check (sign in ('OVERALL', 'ASPECT', 'CALL_WISH', 'SILENCE')),
  constraint follow_up_rule_score_dissatisfied check (at_most between 1 and 2),
  constraint follow_up_rule_score_where_scored check ((sign in ('OVERALL', 'ASPECT')) = (at_most is not null)),
  constraint follow_up_rule_aspects_where_asked check (aspects is null or sign = 'ASPECT'),
  constraint follow_up_rule_times_where_silent check ((sign = 'SILENCE') = (times is not null)),
  constraint follow_up_rule_times_bounded check (times between 1 and 8)
);
insert into follow_up_rule (name, sign, at_most, roles, times) values
  ('Dissatisfied overall', 'OVERALL', 2, null, null),
  ('Extremely dissatisfied with something', 'ASPECT', 1, null, null),
  ('Wishes to be called', 'CALL_WISH', null, null, null),
  ('A decision maker silent twice', 'SILENCE', null, '{DECISION_MAKER}', 2);
select keep_changes_of('follow_up_rule');
grant select on follow_up_rule to keypulse_member, keypulse_analyst, keypulse_system;
grant insert, update on follow_up_rule to keypulse_system;

-- Until when what has to be done, and which function answers for which aspect. Hours and days are of business.
create table follow_up_policy (
  id                int primary key default 1,
  acknowledge_hours int not null default 8,
  contact_hours     int not null default 24,
  resolve_days      int not null default 10,
  climb_hours       int not null default 8,
  proof_days        int not null default 14,
  aspects           text[] not null,
  functions         text[] not null,
  constraint follow_up_policy_once check (id = 1),
  constraint follow_up_policy_in_order check (acknowledge_hours between 1 and contact_hours and contact_hours <= 1000),
  constraint follow_up_policy_bounded check (resolve_days between 1 and 250 and climb_hours between 1 and 1000
    and proof_days between 1 and 90),
  constraint follow_up_policy_function_per_aspect check (cardinality(aspects) = cardinality(functions))
);
insert into follow_up_policy (aspects, functions) values (
  '{PRODUCT_QUALITY,PRICE,DELIVERY,SERVICE_AND_SUPPORT,COMMUNICATION,SALES_WORK,CULTURE_AND_RELATIONSHIP,BRAND}',
  '{QUALITY,SALES,LOGISTICS,TECHNICAL_SERVICE,SALES,SALES,SALES,MARKETING}');
select keep_changes_of('follow_up_policy');
grant select on follow_up_policy to keypulse_member, keypulse_analyst, keypulse_system;
grant update on follow_up_policy to keypulse_system;

-- When people work, by the country of the account; ZZ stands for every country without hours of its own.
create table business_hours (
  id        int generated always as identity primary key,
  country   text not null,
  time_zone text not null,
  opens     time not null,
  closes    time not null,
  days      int[] not null,
  constraint business_hours_country_unique unique (country),
  constraint business_hours_country_code check (country ~ '^[A-Z]{2}$'),
  constraint business_hours_some check (opens < closes),
  constraint business_hours_on_weekdays check (days <@ '{1,2,3,4,5,6,7}' and cardinality(days) between 1 and 7)
);
insert into business_hours (country, time_zone, opens, closes, days) values ('ZZ', 'UTC', '09:00', '17:00', '{1,2,3,4,5}');
select keep_changes_of('business_hours');
create table holiday (
  country text not null,
  day     date not null,
  name    text not null,
  constraint holiday_key primary key (country, day),
  constraint holiday_country_code check (country ~ '^[A-Z]{2}$')
);
grant select on business_hours, holiday to keypulse_member, keypulse_analyst, keypulse_system;
grant insert, update on business_hours to keypulse_system;
grant insert, delete on holiday to keypulse_system;

-- What was the cause, down from OWN_PROCESS or OUTSIDE: processes and circumstances, never people. Codes stay for ever.
create table follow_up_cause (
  id        int generated always as identity primary key,
  code      text not null,
  parent_id int,
  name      text not null,
  active    boolean not null default true,
  constraint follow_up_cause_code_unique unique (code),
  constraint follow_up_cause_code_shape check (code ~ '^[A-Z][A-Z0-9_]{0,59}$'),
  constraint follow_up_cause_parent foreign key (parent_id) references follow_up_cause,
  constraint follow_up_cause_below_a_root check ((parent_id is null) = (code in ('OWN_PROCESS', 'OUTSIDE')))
);
insert into follow_up_cause (code, name) values
  ('OWN_PROCESS', 'A process of ours'), ('OUTSIDE', 'Outside our processes');
insert into follow_up_cause (code, parent_id, name)
  select v.code, p.id, v.name from follow_up_cause p join (values
    ('OWN_PROCESS', 'OFFERING', 'What we offered or agreed'),
    ('OWN_PROCESS', 'DELIVERING', 'How goods reach the customer'),
    ('OWN_PROCESS', 'PRODUCING', 'How goods are made and checked'),
    ('OWN_PROCESS', 'ANSWERING', 'How questions are answered'),
    ('OWN_PROCESS', 'BILLING', 'How invoices are made'),
    ('OUTSIDE', 'CARRIER', 'A carrier could not deliver as agreed'),
    ('OUTSIDE', 'SUPPLIER', 'A supplier could not deliver as agreed'),
    ('OUTSIDE', 'MARKET', 'Prices or offers in the market moved'),
    ('OUTSIDE', 'CUSTOMER_NEEDS', 'What the customer needs has changed'),
    ('OUTSIDE', 'LAW', 'Law or an authority required it')) as v (parent, code, name) on v.parent = p.code;
insert into follow_up_cause (code, parent_id, name)
  select v.code, p.id, v.name from follow_up_cause p join (values
    ('OFFERING', 'PROMISE_NOT_BACKED', 'A promise was made that no process kept'),
    ('OFFERING', 'PRICE_NOT_EXPLAINED', 'The price was not explained by what it buys'),
    ('DELIVERING', 'DELIVERED_LATE', 'The goods arrived later than agreed'),
    ('DELIVERING', 'DELIVERED_INCOMPLETE', 'The goods arrived incomplete or damaged'),
    ('PRODUCING', 'BELOW_SPECIFICATION', 'The goods did not meet the specification'),
    ('ANSWERING', 'ANSWERED_LATE', 'A question waited too long for its answer'),
    ('ANSWERING', 'LOST_BETWEEN_FUNCTIONS', 'Information got lost between two functions'),
    ('BILLING', 'INVOICE_WRONG', 'The invoice did not match the agreement')) as v (parent, code, name) on v.parent = p.code;
grant select on follow_up_cause to keypulse_member, keypulse_analyst, keypulse_system;
grant insert, update on follow_up_cause to keypulse_system;
