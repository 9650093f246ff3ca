package io.keypulse.team;

import io.keypulse.platform.AsSystem;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/**
 * Lets lines and memberships that begin or end today move the wall; of several replicas the first
 * does it.
 */
@ApplicationScoped
class DayTurn {
  @Inject Teams teams;

  @Scheduled(every = "30s", identity = "day", executeWith = Scheduled.SIMPLE)
  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void turn() {
    teams.turnDay();
  }
}
