package io.keypulse.intake;

import org.jspecify.annotations.Nullable;

/**
 * A row of a file on its way in: read, or with the reason why it cannot be.
 *
 * @param <R> as its importer reads it
 */
record Arrival<R>(CsvRow cells, @Nullable R row, @Nullable Rejection rejection) {
  static <R> Arrival<R> of(CsvRow cells, Importer<R> importer) {
    try {
      if (cells.unreadable() != null) {
        throw cells.unreadable();
      }
      return new Arrival<>(cells, importer.parse(cells), null);
    } catch (Rejection rejection) {
      return new Arrival<>(cells, null, rejection);
    }
  }

  Arrival<R> rejected(Rejection reason) {
    return new Arrival<>(cells, row, reason);
  }
}
