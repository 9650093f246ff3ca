package io.keypulse.wave;

import io.keypulse.platform.CommonTime;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Says that a program's time has come and no wave can be opened: as {@code
 * keypulse_programs_overdue}, and in the log when it begins. {@link WaveHealth} says it as long as
 * it lasts.
 */
@ApplicationScoped
class OverduePrograms {
  private static final Logger LOG = Logger.getLogger(OverduePrograms.class);

  @Inject WaveWatch watch;
  @Inject CommonTime common;
  @Inject InstantSource clock;

  private final AtomicInteger overdue;
  private volatile Set<Integer> known = Set.of();

  @Inject
  OverduePrograms(MeterRegistry metrics) {
    overdue = metrics.gauge("keypulse.programs.overdue", new AtomicInteger());
  }

  @Scheduled(
      every = "{keypulse.wave.tick}",
      identity = "overdue-programs",
      executeWith = Scheduled.SIMPLE)
  void tick() {
    look(common.lately(clock).instant());
  }

  void look(Instant now) {
    List<Integer> found = watch.overdue(now);
    overdue.set(found.size());
    found.stream()
        .filter(program -> !known.contains(program))
        .forEach(
            program ->
                LOG.errorf(
                    "Program %d has been due for ten minutes and no wave could be opened: the lines before say why",
                    program));
    known = Set.copyOf(found);
  }
}
