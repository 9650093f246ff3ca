-- What a wave asks, whom it draws by and what it promised about answers are said once, when it opens.
revoke update on wave from keypulse_system;
grant update (state, closes_at, paused_at, pause_reason, closed_at, close_reason, planned, fingerprint, account_fingerprint,
  frame_size, excluded, drawn, withheld) on wave to keypulse_system;
