package io.keypulse.analysis;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.keypulse.analysis.ConfidentialAnswers.By;
import io.keypulse.analysis.ConfidentialAnswers.Row;
import io.keypulse.platform.AsSystem;
import io.keypulse.platform.ByItself;
import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Puts the answers of a confidential wave into clusters once it is closed, of all accounts that
 * answered. From then on its figures are told.
 */
@ApplicationScoped
class Settlement {
  private static final Logger LOG = Logger.getLogger(Settlement.class);

  /** An answer that was under way when its wave closed is there by then, or never. */
  private static final Duration AFTER_CLOSING = Duration.ofMinutes(5);

  /** Reading millions of answers takes longer than transactions usually may. */
  private static final int LONGEST_SECONDS = 600;

  @Inject SettledClusters clusters;
  @Inject ConfidentialAnswers answers;
  @Inject InstantSource clock;

  @Scheduled(every = "1m", identity = "settlement")
  void tick() {
    Instant now = clock.instant();
    for (SettledClusters.Ripe wave : ripe(now)) {
      ByItself.run(LOG, "Settling wave " + wave.waveId(), () -> settle(wave, now));
    }
  }

  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  List<SettledClusters.Ripe> ripe(Instant now) {
    return clusters.ripe(now.minus(AFTER_CLOSING));
  }

  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  @TransactionConfiguration(timeout = LONGEST_SECONDS)
  void settle(SettledClusters.Ripe wave, Instant now) {
    clusters.settle(wave.waveId(), now);
    for (By by : By.values()) {
      answers.of(List.of(wave.waveId()), by).stream()
          .collect(groupingBy(Row::name, mapping(Row::cell, toList())))
          .forEach(
              (name, cells) ->
                  clusters.keep(wave.waveId(), by, name, Promise.clusters(cells, wave.fewest())));
    }
    LOG.infof("Wave %d settled: its figures are told", wave.waveId());
  }
}
