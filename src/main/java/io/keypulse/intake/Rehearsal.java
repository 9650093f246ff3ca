package io.keypulse.intake;

import io.keypulse.platform.ExternalId;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Puts rows in and takes them back, for files that only want to know. */
@ApplicationScoped
class Rehearsal {
  private static final int ROWS_PER_BATCH = 5000;

  @Inject Arrivals arrivals;
  @Inject ImportFiles files;
  @Inject ImportBooks books;
  @Inject ImportJobs jobs;
  @Inject ImportVerdicts verdicts;

  /** Carries the outcomes past the rollback. */
  private static final class Over extends RuntimeException {
    private final transient List<Importer.Outcome> outcomes;

    Over(List<Importer.Outcome> outcomes) {
      super("The rehearsal is over", null, false, false);
      this.outcomes = outcomes;
    }
  }

  <R> List<Importer.Outcome> put(List<Arrival<R>> batch, Importer<R> importer) {
    try {
      return QuarkusTransaction.requiringNew()
          .call(
              () -> {
                throw new Over(arrivals.put(batch, importer, ImportMode.DRY_RUN));
              });
    } catch (Over over) {
      return over.outcomes;
    }
  }

  /**
   * Rows that refer to other rows of their own file found nothing, for those were taken back: a
   * second reading finds them.
   */
  <R> void findOwnReferences(ImportJob job, Importer<R> importer) {
    if (importer.ownReferences().isEmpty()) {
      return;
    }
    try (CsvFile csv = CsvFile.open(files.open(job.id()), job.encoding(), job.delimiter())) {
      Columns columns = Columns.of(csv.header(), importer, books.order(job));
      while (csv.hasNext()) {
        List<ExternalId> ids = new ArrayList<>();
        while (ids.size() < ROWS_PER_BATCH && csv.hasNext()) {
          R row = Arrival.of(csv.next(columns, job.dialect()), importer).row();
          if (row != null) {
            ids.add(importer.id(row));
          }
        }
        QuarkusTransaction.requiringNew().run(() -> settle(job, importer, ids));
      }
    }
  }

  private <R> void settle(ImportJob job, Importer<R> importer, List<ExternalId> ids) {
    books.advance(job, Tally.of(List.of()));
    int found = verdicts.settleWithin(job.id(), importer.ownReferences(), ids);
    jobs.settle(job.id(), Tally.of(Collections.nCopies(found, RowVerdict.CREATED)), job.id());
  }
}
