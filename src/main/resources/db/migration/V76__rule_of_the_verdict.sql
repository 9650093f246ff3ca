-- A case also opens by an answer by which the verdict on its account turns unhealthy.
alter table follow_up_rule
  drop constraint follow_up_rule_sign_known,
  add constraint follow_up_rule_sign_known check (sign in ('OVERALL', 'ASPECT', 'CALL_WISH', 'SILENCE', 'VERDICT'));
insert into follow_up_rule (name, sign, channel) values ('The verdict turns unhealthy', 'VERDICT', 'EMAIL');
