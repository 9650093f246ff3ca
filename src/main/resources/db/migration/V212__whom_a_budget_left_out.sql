-- Figures ask of a wave whether the mails of a week left out people of some accounts: these are few, or none.
create index frame_entry_over_budget on frame_entry (wave_id, account_id) where drawn and blocked = 'ACCOUNT_BUDGET';
