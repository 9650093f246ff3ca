package io.keypulse.analysis;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.keypulse.analysis.ConfidentialAnswers.By;
import io.keypulse.analysis.ConfidentialAnswers.Row;
import io.keypulse.platform.AsSystem;
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

  @Inject SettledClusters clusters;
  @Inject ConfidentialAnswers answers;
  @Inject InstantSource clock;

  @Scheduled(every = "1m", identity = "settlement")
  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void tick() {
    Instant now = clock.instant();
    clusters.ripe(now.minus(AFTER_CLOSING)).forEach(wave -> settle(wave, now));
  }

  private void settle(SettledClusters.Ripe wave, Instant now) {
    clusters.settle(wave.waveId(), now);
    for (By by : By.values()) {
      answers.of(List.of(wave.waveId()), by).stream()
          .collect(groupingBy(Row::name, mapping(Row::cell, toList())))
          .forEach((name, cells) -> keep(wave, by, name, cells));
    }
    LOG.infof("Wave %d settled: its figures are told", wave.waveId());
  }

  private void keep(SettledClusters.Ripe wave, By by, String name, List<Promise.Cell> cells) {
    int number = 0;
    for (Promise.Cluster cluster : Promise.clusters(cells, wave.fewest())) {
      clusters.keep(wave.waveId(), by, name, number++, cluster);
    }
  }
}
