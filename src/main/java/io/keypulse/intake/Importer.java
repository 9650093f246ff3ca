package io.keypulse.intake;

import io.keypulse.platform.Change;
import io.keypulse.platform.ExternalId;
import java.util.List;
import java.util.Set;

/**
 * How the rows of one kind of file come in.
 *
 * @param <R> a row once its cells are read
 */
interface Importer<R> {
  int ROWS_PER_STATEMENT = 1000;

  /** The last part of the address: {@code /import/{kind}}. */
  String kind();

  /** Columns beside {@code source} and {@code external_id}. */
  Set<String> required();

  Set<String> optional();

  /**
   * Reads the cells.
   *
   * @throws Rejection when one cannot be read
   */
  R parse(CsvRow row);

  ExternalId id(R row);

  /**
   * The rows in the batches that may go in together, in an order in which references are there
   * before they are used.
   */
  default List<List<Line<R>>> batches(List<Line<R>> rows) {
    return Batches.of(rows, ROWS_PER_STATEMENT);
  }

  /**
   * Puts the rows in, in one transaction; whatever a row cannot have leaves a rejection in its
   * place.
   */
  List<Outcome> put(List<R> rows);

  /** A row and the line of the file it stands on. */
  record Line<R>(long number, R row) {}

  sealed interface Outcome {
    record Done(Change change) implements Outcome {}

    record Rejected(Rejection rejection) implements Outcome {}
  }
}
