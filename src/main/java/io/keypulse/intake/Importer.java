package io.keypulse.intake;

import io.keypulse.platform.Change;
import io.keypulse.platform.ExternalId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of one kind of file come in. They come in any order: a row that refers to something
 * unknown is rejected with {@link Rejection#unknown}, parked, and put again when that has come.
 *
 * @param <R> a row once its cells are read
 */
interface Importer<R> {
  /** The last part of the address: {@code /import/{kind}}. */
  String kind();

  /** Columns beside {@code source} and {@code external_id}. */
  Set<String> required();

  Set<String> optional();

  /** Those of the required ones that a file may do without which only changes what is there. */
  default Set<String> requiredOfNew() {
    return Set.of();
  }

  /** Of these, a file that may bring something new has one at least. */
  default List<String> oneOfNew() {
    return List.of();
  }

  /** Those of them that refer to rows of this same kind. */
  default Set<String> ownReferences() {
    return Set.of();
  }

  /** The column that holds the id which a system itself gives the rows of its exports. */
  default String idInExports() {
    return Columns.ID;
  }

  /** Whether their ids are those of people, who may have been erased. */
  default boolean ofPeople() {
    return false;
  }

  /**
   * Which of them a rule of the database speaks of when it names this column.
   *
   * @param row its cells by their columns
   */
  default String columnOf(String named, Map<String, String> row) {
    return named;
  }

  /**
   * The table that knows these rows by {@code source} and {@code external_id}. Without one no file
   * can say which of its rows are new.
   */
  default Optional<String> table() {
    return Optional.of(kind().replaceAll("s$", "").replace('-', '_'));
  }

  /**
   * Reads the cells.
   *
   * @throws Rejection when one cannot be read
   */
  R parse(CsvRow row);

  ExternalId id(R row);

  /**
   * Puts the rows in, in one transaction; whatever a row cannot have leaves a rejection in its
   * place.
   */
  List<Outcome> put(List<R> rows);

  sealed interface Outcome {
    /** What people should know of a row that was taken. */
    record Remark(String column, Rejection.Code code, String message) {}

    record Done(Change change, @Nullable Remark remark) implements Outcome {
      Done(Change change) {
        this(change, null);
      }
    }

    record Rejected(Rejection rejection) implements Outcome {}
  }
}
