package io.keypulse.platform;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * One time for all replicas, the database's: what one of them writes down as the end of a lease, or
 * as the opening of a wave, means the same to another whose machine's clock is minutes away.
 */
@ApplicationScoped
public class CommonTime {
  /** The first may wait for a connection. */
  private static final int ASKED = 3;

  @Inject Session session;

  private volatile @Nullable Duration last;

  record Told(Instant now) {}

  /** This clock, corrected by how far the machine's own is from the database's. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public InstantSource of(InstantSource clock) {
    return corrected(clock, measured());
  }

  /** As {@link #of}, by what was measured last: the database is not asked. */
  public InstantSource lately(InstantSource clock) {
    Duration known = last;
    return known == null ? of(clock) : corrected(clock, known);
  }

  @Scheduled(every = "10s", identity = "common-time", executeWith = Scheduled.SIMPLE)
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void tick() {
    measured();
  }

  private Duration measured() {
    Duration behind = behind(InstantSource.system());
    last = behind;
    return behind;
  }

  private static InstantSource corrected(InstantSource clock, Duration behind) {
    return () -> clock.instant().plus(behind);
  }

  private record Answered(Duration behind, Duration within) {}

  /** By the quickest of some answers; in whole microseconds, as the database keeps times. */
  Duration behind(InstantSource machine) {
    return IntStream.range(0, ASKED)
        .mapToObj(time -> asked(machine))
        .min(Comparator.comparing(Answered::within))
        .orElseThrow()
        .behind()
        .truncatedTo(ChronoUnit.MICROS);
  }

  private Answered asked(InstantSource machine) {
    Instant asked = machine.instant();
    Instant database =
        session
            .createNativeQuery("select clock_timestamp() as now", Told.class)
            .getSingleResult()
            .now();
    Duration within = Duration.between(asked, machine.instant());
    return new Answered(Duration.between(asked.plus(within.dividedBy(2)), database), within);
  }
}
