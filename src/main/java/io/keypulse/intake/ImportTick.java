package io.keypulse.intake;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** On every replica: one waiting or abandoned job after the other. */
@ApplicationScoped
class ImportTick {
  @Inject ImportRunner runner;

  @Scheduled(
      every = "{keypulse.import.tick}",
      identity = "imports",
      executeWith = Scheduled.SIMPLE,
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void tick() {
    boolean more = true;
    while (more) {
      more = runner.runNext();
    }
  }
}
