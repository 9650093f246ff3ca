package io.keypulse.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.hibernate.Session;

/**
 * One time for all replicas, the database's: what one of them writes down as the end of a lease
 * means the same to another whose machine's clock is minutes away.
 */
@ApplicationScoped
public class CommonTime {
  @Inject Session session;

  record Told(Instant now) {}

  /** This clock, corrected by how far the machine's own is from the database's. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public InstantSource of(InstantSource clock) {
    return of(clock, InstantSource.system());
  }

  InstantSource of(InstantSource clock, InstantSource machine) {
    Instant asked = machine.instant();
    Instant database =
        session
            .createNativeQuery("select clock_timestamp() as now", Told.class)
            .getSingleResult()
            .now();
    Duration halfway = Duration.between(asked, machine.instant()).dividedBy(2);
    Duration behind = Duration.between(asked.plus(halfway), database);
    return () -> clock.instant().plus(behind);
  }
}
