package io.keypulse.followup;

import io.keypulse.platform.AsSystem;
import io.keypulse.platform.Today;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;

/** Whoever has not done what they had to do until a day is told so once, when the day is over. */
@ApplicationScoped
class LateActions {
  private static final int AT_ONCE = 500;

  @Inject FollowUpActions actions;
  @Inject FollowUpMails mails;
  @Inject Today today;

  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void tell(Instant now) {
    List<FollowUpActions.Action> late = actions.late(today.get(), AT_ONCE, now);
    late.forEach(action -> mails.aboutLateAction(action, now));
  }
}
