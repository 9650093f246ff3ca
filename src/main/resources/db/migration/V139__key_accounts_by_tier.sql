-- Key accounts are few among many: lists of them begin here and look their accounts up. A decision has a tier exactly when it
-- makes an account key.
create index key_decision_by_tier on key_decision (tier, account_id) include (team_id, valid)
  where superseded_at is null and tier is not null;
