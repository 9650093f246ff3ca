-- Whoever is held by hand, or whose account is archived, is not asked either whether it is mended; nor is whoever
-- cannot be written to.
alter table follow_up_proof
  drop constraint follow_up_proof_hindrance_known,
  add constraint follow_up_proof_hindrance_known check (hindrance in
    ('LEFT', 'ARCHIVED', 'MANUAL_HOLD', 'NO_ADDRESS', 'ADDRESS_CHANGED', 'ADDRESS_REFUSED', 'CONTENT_REFUSED', 'UNWRITABLE',
     'OBJECTED', 'SNOOZED'));

-- The mails of a case were looked for among all.
create index follow_up_mail_by_case on follow_up_mail (follow_up_id);

-- What no version reads any more.
drop index follow_up_of_nobody;
drop function sign_in(text);
drop view latest_snooze;
