package io.keypulse.followup;

import io.keypulse.platform.Invariant;
import io.keypulse.platform.RefusalCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What the database keeps true about rules and causes. */
@ApplicationScoped
class FollowUpInvariants implements Invariant.Of {
  @Override
  public List<Invariant> invariants() {
    return List.of(
        new Invariant(
            "follow_up_rule_name_unique",
            RefusalCode.ALREADY_EXISTS,
            "name",
            "name",
            "Another rule has this name; choose another name."),
        new Invariant(
            "follow_up_cause_code_unique",
            RefusalCode.ALREADY_EXISTS,
            "code",
            "code",
            "Another cause has this code; choose another."));
  }
}
