package io.keypulse.platform;

import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;

/** Once a night in the whole cluster: forgets whatever has been kept long enough. */
@ApplicationScoped
public class Retention {
  private static final Logger LOG = Logger.getLogger(Retention.class);

  /** In seconds: whoever is forgotten is looked for in every text. */
  private static final int LONGEST = 600;

  /** Each room forgets its own rows. */
  public interface Of {
    /** Forgets a bounded number of them; how many. */
    int forget(Instant now);
  }

  @Inject @All List<Of> rooms;
  @Inject InstantSource clock;

  @Scheduled(cron = "{keypulse.retention.cron}", timeZone = "UTC", identity = "retention")
  void tick() {
    run(clock.instant());
  }

  /** Batch after batch, each in a transaction of its own; a fault in one room stops no other. */
  @AsSystem
  public void run(Instant now) {
    for (Of room : rooms) {
      try {
        int forgotten;
        do {
          forgotten =
              QuarkusTransaction.requiringNew().timeout(LONGEST).call(() -> room.forget(now));
        } while (forgotten > 0);
      } catch (RuntimeException fault) {
        LOG.errorf(fault, "%s has to wait for the next night", room.getClass().getSimpleName());
      }
    }
  }
}
