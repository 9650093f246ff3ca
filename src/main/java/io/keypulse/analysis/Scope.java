package io.keypulse.analysis;

import org.jspecify.annotations.Nullable;

/** Of which wave, and of whom: everyone the viewer sees, one team's accounts, or one account. */
record Scope(int waveId, @Nullable Integer teamId, @Nullable Integer accountId) {}
