package io.keypulse.keystatus;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about an account, in force from {@code since} until the day before {@code
 * until}.
 */
public record Decided(
    int accountId,
    KeyOutcome outcome,
    @Nullable String tier,
    LocalDate since,
    LocalDate until,
    String decidedBy,
    @Nullable String approvedBy,
    String rationale) {
  public Decided {
    tier = tier == null ? null : Tier.spelled(tier);
  }

  static Decided of(KeyDecisions.Entry entry) {
    return new Decided(
        entry.accountId(),
        KeyOutcome.valueOf(entry.outcome()),
        entry.tier(),
        entry.since(),
        entry.until(),
        entry.decidedBy(),
        entry.approvedBy(),
        entry.rationale());
  }

  Decided until(LocalDate earlier) {
    return new Decided(accountId, outcome, tier, since, earlier, decidedBy, approvedBy, rationale);
  }
}
