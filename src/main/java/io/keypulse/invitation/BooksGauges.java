package io.keypulse.invitation;

import static java.util.stream.Collectors.groupingBy;

import io.keypulse.platform.AsSystem;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.stream.Stream;

/** The books of open waves as {@code keypulse_wave_invitations{wave,state}}, on every replica. */
@ApplicationScoped
class BooksGauges {
  @Inject MailReports reports;

  private final MultiGauge gauge;

  BooksGauges(MeterRegistry registry) {
    gauge =
        MultiGauge.builder("keypulse.wave.invitations")
            .description(
                "Invitations of open waves: planned = sent + failed + skipped + due; unbalanced is 1 when not")
            .register(registry);
  }

  @Scheduled(every = "10s", identity = "books-gauges", executeWith = Scheduled.SIMPLE)
  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void refresh() {
    gauge.register(
        reports.countsOfOpenWaves().stream()
            .collect(groupingBy(MailReports.Count::waveId))
            .entrySet()
            .stream()
            .flatMap(wave -> rows(wave.getKey(), BooksView.of(wave.getValue())))
            .toList(),
        true);
  }

  private static Stream<MultiGauge.Row<Number>> rows(int wave, BooksView books) {
    return List.of(
        row(wave, "planned", books.planned()),
        row(wave, "due", books.due()),
        row(wave, "held", books.held()),
        row(wave, "in_doubt", books.inDoubt()),
        row(wave, "sent", books.sent()),
        row(wave, "failed", books.failed()),
        row(wave, "returned", books.returned()),
        row(wave, "skipped", books.skipped()),
        row(wave, "answered", books.answered()),
        row(wave, "silent", books.silent()),
        row(wave, "unbalanced", books.balanced() ? 0 : 1))
        .stream();
  }

  private static MultiGauge.Row<Number> row(int wave, String state, long count) {
    return MultiGauge.Row.of(Tags.of("wave", Integer.toString(wave), "state", state), count);
  }
}
