-- Who cannot be asked whether it is mended has not been asked, and lets no time pass.
--   hindrance   why they could not be asked
alter table follow_up_proof
  add column hindrance text,
  drop constraint follow_up_proof_outcome_known,
  add constraint follow_up_proof_outcome_known check (outcome in
    ('RECOVERED', 'NOT_RECOVERED', 'UNPROVEN', 'COULD_NOT_BE_ASKED')),
  add constraint follow_up_proof_hindrance_known check (hindrance in
    ('LEFT', 'NO_ADDRESS', 'ADDRESS_CHANGED', 'ADDRESS_REFUSED', 'CONTENT_REFUSED', 'OBJECTED', 'SNOOZED')),
  add constraint follow_up_proof_hindered_was_not_asked check ((hindrance is not null) = coalesce(outcome = 'COULD_NOT_BE_ASKED', false));

alter table follow_up_proof no force row level security;
alter table follow_up_mail no force row level security;
update follow_up_proof p set outcome = 'COULD_NOT_BE_ASKED', hindrance = m.reason
from follow_up_mail m
where m.proof_id = p.id and m.state = 'SKIPPED' and p.outcome = 'UNPROVEN' and p.answered_at is null
  and m.reason in ('LEFT', 'NO_ADDRESS', 'ADDRESS_CHANGED', 'ADDRESS_REFUSED', 'OBJECTED', 'SNOOZED');
alter table follow_up_proof force row level security;
alter table follow_up_mail force row level security;

-- What a customer says after the owner was told is told by one more mail about the owner's step.
alter table follow_up_mail
  add column news boolean not null default false,
  add constraint follow_up_mail_news_of_a_step check (not news or (step_id is not null and former_id is null));
drop index follow_up_mail_step_once;
create unique index follow_up_mail_step_once on follow_up_mail (step_id) where former_id is null and not news;
create unique index follow_up_mail_news_wait_together on follow_up_mail (step_id) where news and state = 'DUE' and attempts = 0;

-- Whoever works on a case closes it where its person or account is gone.
grant update (closed_at) on follow_up to keypulse_member;
