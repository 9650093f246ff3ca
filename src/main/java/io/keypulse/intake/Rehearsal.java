package io.keypulse.intake;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.Set;

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
    OwnReferences references = new OwnReferences(waiting(job, importer));
    if (references.isEmpty()) {
      return;
    }
    CsvFile csv = CsvFile.open(files.open(job.id()), job.encoding(), job.delimiter());
    try (JobFile<R> file = JobFile.of(csv, job, books.order(job), importer)) {
      for (List<Arrival<R>> batch = file.batch(ROWS_PER_BATCH);
          !batch.isEmpty();
          batch = file.batch(ROWS_PER_BATCH)) {
        read(job, importer, batch, references);
      }
    }
    List<Verdict> settled = references.settled();
    for (int from = 0; from < settled.size(); from += ROWS_PER_BATCH) {
      settle(job, settled.subList(from, Math.min(settled.size(), from + ROWS_PER_BATCH)));
    }
  }

  private List<OwnReferences.Waiting> waiting(ImportJob job, Importer<?> importer) {
    return importer.ownReferences().isEmpty()
        ? List.of()
        : QuarkusTransaction.requiringNew()
            .call(() -> verdicts.waitingWithin(job.id(), importer.ownReferences()));
  }

  private <R> void read(
      ImportJob job, Importer<R> importer, List<Arrival<R>> batch, OwnReferences references) {
    Set<Integer> absent =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  books.advance(job, Tally.of(List.of()));
                  return verdicts.absent(
                      job.id(),
                      (int) batch.getFirst().cells().line(),
                      (int) batch.getLast().cells().line());
                });
    for (Arrival<R> arrival : batch) {
      if (arrival.row() != null && arrival.rejection() == null) {
        int line = (int) arrival.cells().line();
        references.read(importer.id(arrival.row()), line, !absent.contains(line));
      }
    }
  }

  private void settle(ImportJob job, List<Verdict> settled) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              books.advance(job, Tally.of(List.of()));
              verdicts.settle(Collections.nCopies(settled.size(), job.id()), settled, null);
              jobs.settle(
                  job.id(), Tally.of(settled.stream().map(Verdict::verdict).toList()), job.id());
            });
  }
}
