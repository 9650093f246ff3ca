package io.keypulse.intake;

import io.keypulse.platform.ExternalId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Rows of one file that refer to other rows of it, and found nothing while it was only tried: which
 * of them would come in, which wait for each other in a circle. The others would wait.
 */
final class OwnReferences {
  /** A row that found nothing. */
  record Waiting(int line, String columnName, String awaitsSource, String awaitsId) {
    private ExternalId awaited() {
      return new ExternalId(awaitsSource, awaitsId);
    }
  }

  private final Map<Integer, Waiting> byLine = new HashMap<>();
  private final Set<ExternalId> awaited;
  private final Set<ExternalId> come = new HashSet<>();
  private final Map<ExternalId, Waiting> waiting = new LinkedHashMap<>();

  OwnReferences(Collection<Waiting> rows) {
    rows.forEach(row -> byLine.put(row.line(), row));
    awaited = rows.stream().map(Waiting::awaited).collect(Collectors.toSet());
  }

  boolean isEmpty() {
    return byLine.isEmpty();
  }

  /**
   * A row of the file is called so.
   *
   * @param came whether it came in when it was tried
   */
  void read(ExternalId id, int line, boolean came) {
    Waiting row = byLine.get(line);
    if (row != null) {
      waiting.put(id, row);
    } else if (came && awaited.contains(id)) {
      come.add(id);
    }
  }

  /** What becomes of those that need not wait; when all rows were read. */
  List<Verdict> settled() {
    List<Verdict> verdicts = new ArrayList<>(circles());
    Map<ExternalId, List<ExternalId>> followers = new HashMap<>();
    waiting.forEach(
        (id, row) -> followers.computeIfAbsent(row.awaited(), _ -> new ArrayList<>()).add(id));
    Deque<ExternalId> arrived = new ArrayDeque<>(come);
    while (!arrived.isEmpty()) {
      for (ExternalId id : followers.getOrDefault(arrived.pop(), List.of())) {
        verdicts.add(follows(Objects.requireNonNull(waiting.get(id))));
        arrived.push(id);
      }
    }
    return verdicts;
  }

  private List<Verdict> circles() {
    Map<ExternalId, ExternalId> awaits = new LinkedHashMap<>();
    waiting.forEach((id, row) -> awaits.put(id, row.awaited()));
    return Circles.among(awaits).stream()
        .flatMap(
            circle ->
                circle.stream()
                    .map(id -> Objects.requireNonNull(waiting.get(id)))
                    .map(
                        row ->
                            ImportBooks.explained(
                                row.line(), Rejection.circle(row.columnName(), circle))))
        .toList();
  }

  private static Verdict follows(Waiting row) {
    return new Verdict(
        row.line(),
        RowVerdict.CREATED,
        row.columnName(),
        null,
        "Refers to another row of this file; was not tried.");
  }
}
