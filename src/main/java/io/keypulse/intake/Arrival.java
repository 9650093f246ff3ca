package io.keypulse.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a file on its way in: read, or with the reason why it cannot be.
 *
 * @param <R> as its importer reads it
 */
record Arrival<R>(CsvRow cells, @Nullable R row, @Nullable Rejection rejection) {
  static <R> Arrival<R> of(CsvRow cells, Importer<R> importer) {
    if (cells.unreadable() != null) {
      return new Arrival<>(cells, null, cells.unreadable());
    }
    try {
      R row = importer.parse(cells);
      return cells.faults().isEmpty() ? new Arrival<>(cells, row, null) : unread(cells);
    } catch (RuntimeException fault) {
      if (!cells.faults().isEmpty()) { // and this one may be of what stands in for them
        return unread(cells);
      }
      if (fault instanceof Rejection rejection) {
        return new Arrival<>(cells, null, rejection);
      }
      throw fault;
    }
  }

  private static <R> Arrival<R> unread(CsvRow cells) {
    return new Arrival<>(cells, null, Rejection.together(List.copyOf(cells.faults().values())));
  }

  Arrival<R> rejected(Rejection reason) {
    return new Arrival<>(cells, row, reason);
  }
}
