package io.keypulse.intake;

import io.keypulse.platform.Change;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

final class Batches {
  private Batches() {}

  /**
   * Puts those rows that have no problem, and tells of each row, in their order, what became of it.
   */
  static <R> List<Importer.Outcome> put(
      List<R> rows, Function<R, Optional<Rejection>> problem, Function<List<R>, List<Change>> put) {
    List<Optional<Rejection>> problems = rows.stream().map(problem).toList();
    List<R> good = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      if (problems.get(i).isEmpty()) {
        good.add(rows.get(i));
      }
    }
    Iterator<Change> changes = put.apply(good).iterator();
    return problems.stream()
        .<Importer.Outcome>map(
            found ->
                found.isPresent()
                    ? new Importer.Outcome.Rejected(found.get())
                    : new Importer.Outcome.Done(changes.next()))
        .toList();
  }
}
