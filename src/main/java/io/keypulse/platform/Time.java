package io.keypulse.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The only clock of the house; every rule takes {@code now} as a parameter. */
@ApplicationScoped
class Time {
  /**
   * With {@code KEYPULSE_CLOCK=2027-01-04T09:00:00Z} the clock starts there and ticks on from it.
   */
  @Produces
  @ApplicationScoped
  InstantSource clock(@ConfigProperty(name = "keypulse.clock") Optional<Instant> start) {
    Clock system = Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS));
    return start
        .map(at -> (InstantSource) Clock.offset(system, Duration.between(system.instant(), at)))
        .orElse(system);
  }
}
