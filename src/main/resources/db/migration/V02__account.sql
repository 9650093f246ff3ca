-- An account belongs to one team, and every row about an account carries that team: the wall stands on it.
create table account (
  id          int generated always as identity primary key,
  team_id     int not null,
  source      text not null,
  external_id text not null,
  name        text not null,
  country     text not null,
  segment     text not null,
  constraint account_external_id_unique unique (source, external_id),
  constraint account_country_iso check (country ~ '^[A-Z]{2}$'),
  constraint account_with_team unique (id, team_id)
);
create index account_by_team on account (team_id);
create index account_by_name on account (name, id);
create index account_by_country on account (country, name, id);

-- Names as people search for them: without accents and case. unaccent is only stable because its dictionary could be
-- changed; ours is named and never is.
create function searchable(name text) returns text language sql immutable parallel safe
  return lower(public.unaccent('public.unaccent'::regdictionary, name));
create index account_by_searchable_name on account using gin (searchable(name) gin_trgm_ops);

create table contact (
  id          int generated always as identity primary key,
  account_id  int not null,
  team_id     int not null,
  source      text not null,
  external_id text not null,
  name        text not null,
  email       text,
  role        text not null,
  language    text not null,
  left_on     date,
  constraint contact_external_id_unique unique (source, external_id),
  constraint contact_role_known check (role in
    ('DECISION_MAKER', 'EXECUTIVE', 'CHAMPION', 'INFLUENCER', 'USER', 'BUYER', 'GATEKEEPER')),
  constraint contact_account foreign key (account_id, team_id)
    references account (id, team_id) on update cascade
);
create index contact_by_account on contact (account_id);
create index contact_by_team on contact (team_id);
create index contact_by_email on contact (email);

-- Who may not be asked any more. Keyed by address and append-only: no edit, import or merge of a contact can lose it.
create table objection (
  id          bigint generated always as identity primary key,
  email       text not null,
  recorded_at timestamptz not null,
  via         text not null,
  constraint objection_via_known check (via in ('ONE_CLICK', 'PAGE', 'STAFF'))
);
create index objection_by_email on objection (email);

-- Addresses a mail server refused for good; no wave asks them again until a person clears them.
create table refused_address (
  email      text primary key,
  refused_at timestamptz not null,
  reason     text not null
);

create table purchase (
  id           bigint generated always as identity primary key,
  account_id   int not null,
  team_id      int not null,
  source       text not null,
  external_id  text not null,
  purchased_on date not null,
  category     text not null,
  net_amount   numeric(18, 2) not null,
  cost_amount  numeric(18, 2) not null,
  currency     text not null,
  constraint purchase_external_id_unique unique (source, external_id),
  constraint purchase_currency_iso check (currency ~ '^[A-Z]{3}$'),
  constraint purchase_account foreign key (account_id, team_id)
    references account (id, team_id) on update cascade
);
create index purchase_by_account on purchase (account_id, purchased_on);
create index purchase_by_team on purchase (team_id);
