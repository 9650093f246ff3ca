package io.keypulse.wave;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;

/**
 * The door for rooms that follow up: nobody is asked anew while a case of theirs is open. Both join
 * the caller's transaction, and change nothing when repeated.
 */
@ApplicationScoped
public class HoldKeeper {
  @Inject ContactHolds holds;

  /**
   * @param caseKey tells the cases of one contact apart
   */
  public void openCase(int contactId, String caseKey, Instant now) {
    holds.add(
        contactId, ContactHoldView.Kind.OPEN_CASE.name(), caseKey, "A case is open.", null, now);
  }

  public void closeCase(int contactId, String caseKey, Instant now) {
    holds.endCase(contactId, caseKey, now);
  }
}
