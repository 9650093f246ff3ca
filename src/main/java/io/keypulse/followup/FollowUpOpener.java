package io.keypulse.followup;

import io.keypulse.response.Answered;
import io.keypulse.team.TeamRegister;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Opens a case for every dissatisfied answer, in the transaction that records the answer. */
@ApplicationScoped
class FollowUpOpener {
  private static final Logger LOG = Logger.getLogger(FollowUpOpener.class);

  @Inject FollowUps followUps;
  @Inject TeamRegister teams;

  void open(@Observes Answered answer) {
    if (!answer.overall().isDissatisfied()) {
      return;
    }
    @Nullable Integer owner = teams.responsible(answer.teamId()).orElse(null);
    if (owner == null) {
      LOG.errorf(
          "Invitation %d: a dissatisfied answer has nobody responsible; import employees",
          answer.invitationId());
    }
    followUps.persistAndFlush(FollowUp.open(answer, owner));
  }
}
