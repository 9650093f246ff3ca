-- What an account bought, line by line as the documents say it.
--   type        a credit note takes back what an invoice counted; its amounts are negative
--   document    the number of the invoice or credit note; the lines of one invoice are one order
--   cost_amount nothing where nobody knows it, which is not zero
--   superseded_at   a corrected line stays as it was; figures count the line that took its place
alter table purchase
  add column type text,
  add column document text,
  add column quantity numeric(18, 4),
  add column unit text,
  add column order_channel text,
  add column channel text not null default 'CRM_IMPORT',
  add column recorded_at timestamptz not null default clock_timestamp(),
  add column recorded_by int default viewer_id(),
  add column superseded_at timestamptz,
  alter column cost_amount drop not null;

-- Lines from before: each was a document of its own. Written by the rewrite of the columns, which no policy hides rows from.
alter table purchase
  alter column type type text using case when net_amount < 0 then 'CREDIT_NOTE' else 'INVOICE' end,
  alter column document type text using external_id;
alter table purchase
  alter column type set not null,
  alter column document set not null,
  add constraint purchase_type_known check (type in ('INVOICE', 'CREDIT_NOTE')),
  add constraint purchase_credit_note_takes_back
    check (type = 'INVOICE' or (net_amount <= 0 and coalesce(cost_amount, 0) <= 0)),
  add constraint purchase_quantity_has_a_unit check ((quantity is null) = (unit is null)),
  add constraint purchase_order_channel_known check (order_channel in
    ('SALES_FORCE', 'TELEPHONE', 'EMAIL', 'WEB_SHOP', 'EDI', 'DEALER')),
  add constraint purchase_channel_known check (channel in ('SALES_CENTRE', 'TELEPHONE', 'CALL_CENTRE', 'EMAIL',
    'DEALER_WEBSITE', 'SEMINAR', 'CRM_IMPORT', 'MANUAL')),
  drop constraint purchase_external_id_unique;
create unique index purchase_current_external_id on purchase (source, external_id) where superseded_at is null;
drop index purchase_by_account;
create index purchase_current_by_account on purchase (account_id, purchased_on) where superseded_at is null;
