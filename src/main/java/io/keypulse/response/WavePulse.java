package io.keypulse.response;

import io.keypulse.platform.AsSystem;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/**
 * Tells subscribers that a wave has come further. A bell at every mail and every answer would let
 * all of them wait for one another at their commits; so somebody looks every few seconds, and of
 * several replicas the first one rings.
 */
@ApplicationScoped
public class WavePulse {
  @Inject Dispositions dispositions;

  @Scheduled(
      every = "{keypulse.progress.tick}",
      identity = "wave-pulse",
      executeWith = Scheduled.SIMPLE,
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void tick() {
    beat();
  }

  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public int beat() {
    return dispositions.ringForProgress();
  }
}
