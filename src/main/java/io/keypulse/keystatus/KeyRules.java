package io.keypulse.keystatus;

import io.keypulse.platform.Invariant;
import io.keypulse.platform.RefusalCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What the database keeps true about decisions. */
@ApplicationScoped
class KeyRules implements Invariant.Of {
  @Override
  public List<Invariant> invariants() {
    return List.of(
        new Invariant(
            "key_decision_no_overlap",
            RefusalCode.WRONG_STATE,
            "since",
            "valid_from",
            "Another decision about this account holds in part of this time; correct it, or let it be cut short."),
        new Invariant(
            "key_decision_tier_when_key",
            RefusalCode.INVALID,
            "tier",
            "tier",
            "DESIGNATE and RENEW need a tier, the other outcomes have none."));
  }
}
