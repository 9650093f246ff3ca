package io.keypulse.analysis;

import io.keypulse.platform.AsSystem;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Counts the answers of the newest waves once more and compares: what is kept has to be what they
 * say. {@code keypulse.counts.wrong} tells at how many accounts it is not; it has to be 0.
 */
@ApplicationScoped
class CountsCheck {
  private static final Logger LOG = Logger.getLogger(CountsCheck.class);
  private static final int WAVES = 20;

  @Inject ScopeLookup lookup;
  @Inject KeptCounts kept;

  private final AtomicInteger wrong;

  @Inject
  CountsCheck(MeterRegistry metrics) {
    wrong = metrics.gauge("keypulse.counts.wrong", new AtomicInteger());
  }

  @Scheduled(cron = "{keypulse.counts.cron}", timeZone = "UTC", identity = "counts")
  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void tick() {
    check();
  }

  /** Returns the waves in which what is kept is wrong. */
  List<KeptCounts.Wrong> check() {
    List<KeptCounts.Wrong> found = kept.wrong(lookup.newestWaves(WAVES));
    wrong.set(found.stream().mapToInt(KeptCounts.Wrong::accounts).sum());
    found.forEach(
        wave ->
            LOG.errorf(
                "Wave %d: what is kept of %d accounts is not what their answers say; count_again mends it",
                wave.waveId(), wave.accounts()));
    return found;
  }
}
