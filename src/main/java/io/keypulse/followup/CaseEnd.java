package io.keypulse.followup;

import io.keypulse.platform.Refused;
import io.keypulse.wave.HoldKeeper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import org.hibernate.Session;

/** How a case ends, and which may end without their customer's word. */
@ApplicationScoped
class CaseEnd {
  @Inject Session session;
  @Inject HoldKeeper holds;

  /**
   * @param gone whether its person is not at the account any more, be it where this viewer does not
   *     see them, or the account is archived
   * @param tried whether an attempt to speak to somebody was written down
   * @param corrected whether nothing in the answer displeases any more
   */
  private record Circumstances(boolean gone, boolean tried, boolean corrected) {}

  /** Its person may be asked anew. */
  void close(FollowUp followUp, FollowUpState how, Instant now) {
    followUp.close(how, now);
    holds.closeCase(followUp.contactId, followUp.holdKey(), now);
  }

  /** By somebody here, because nobody can say any more whether it is mended. */
  void closeByHand(FollowUp followUp, Instant now) {
    require(followUp);
    close(followUp, FollowUpState.UNPROVEN, now);
    followUp.isChangedByHand();
  }

  private void require(FollowUp followUp) {
    followUp.requireOpen();
    Circumstances now = circumstances(followUp.id);
    if (!now.corrected() && !now.gone()) {
      throw Refused.wrongState(
          "followUpId",
          "A case ends by its customer's word: speak to them and resolve it. By hand it is closed only where its person or account is gone, or where they corrected their answer so that nothing displeases.");
    }
    if (!now.corrected() && !now.tried()) {
      throw Refused.wrongState(
          "followUpId", "Log first how somebody at the customer was spoken to, or was not.");
    }
  }

  private Circumstances circumstances(long followUpId) {
    return session
        .createNativeQuery(
            """
            select coalesce(c.left_on <= today(), false) or c.erased_at is not null
                or c.account_id is distinct from f.account_id or a.archived_at is not null as gone,
              exists (select from follow_up_contact t where t.follow_up_id = f.id) as tried,
              f.rule_ids = '{}' as corrected
            from follow_up f left join contact c on c.id = f.contact_id join account a on a.id = f.account_id
            where f.id = :id
            """,
            Circumstances.class)
        .setParameter("id", followUpId)
        .getSingleResult();
  }
}
