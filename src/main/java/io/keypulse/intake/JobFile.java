package io.keypulse.intake;

import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a job's file in their order, each as its importer reads it or with the reason why it
 * cannot; a second row of the same id is such a reason.
 */
record JobFile<R>(CsvFile csv, Columns columns, Dialect dialect, Importer<R> importer, SeenIds seen)
    implements AutoCloseable {

  static <R> JobFile<R> of(CsvFile csv, ImportJob job, ImportOrder order, Importer<R> importer) {
    return new JobFile<>(
        csv, Columns.of(csv.header(), importer, order), job.dialect(), importer, new SeenIds());
  }

  /** Passes over rows that were dealt with before, and remembers their ids. */
  void skip(int rows) {
    for (int row = 0; row < rows; row++) {
      next();
    }
  }

  /** The next rows; none at the end. */
  List<Arrival<R>> batch(int most) {
    List<Arrival<R>> batch = new ArrayList<>();
    while (batch.size() < most && csv.hasNext()) {
      batch.add(next());
    }
    return batch;
  }

  @Override
  public void close() {
    csv.close();
  }

  private Arrival<R> next() {
    Arrival<R> arrival = Arrival.of(csv.next(columns, dialect), importer);
    if (arrival.row() != null && !seen.add(importer.id(arrival.row()))) {
      return arrival.rejected(
          new Rejection(
              "external_id",
              Rejection.Code.DUPLICATE_IN_FILE,
              "An earlier row of this file has the same source and external id."));
    }
    return arrival;
  }
}
