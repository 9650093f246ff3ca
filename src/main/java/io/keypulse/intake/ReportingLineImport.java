package io.keypulse.intake;

import static java.util.stream.Collectors.toSet;

import io.keypulse.platform.Change;
import io.keypulse.platform.ExternalId;
import io.keypulse.staff.StaffRegister;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class ReportingLineImport implements Importer<ReportingLineImport.Row> {
  private static final String MANAGER = "manager_external_id";

  @Inject StaffRegister staff;

  record Row(
      ExternalId id,
      ExternalId employee,
      @Nullable ExternalId manager,
      LocalDate since,
      @Nullable LocalDate until) {}

  @Override
  public String kind() {
    return "reporting-lines";
  }

  @Override
  public Set<String> required() {
    return Set.of("employee_external_id", MANAGER, "valid_from");
  }

  @Override
  public Set<String> optional() {
    return Set.of("valid_until");
  }

  /** A line is known by its employee and its days, not by an id. */
  @Override
  public Optional<String> table() {
    return Optional.empty();
  }

  @Override
  public Row parse(CsvRow row) {
    LocalDate since = row.date("valid_from");
    LocalDate until = row.optionalDate("valid_until");
    if (until != null && !until.isAfter(since)) {
      throw row.invalid(
          "valid_until", "Name the first day on which the line no longer holds, after valid_from.");
    }
    return new Row(
        row.id(),
        row.requiredReference("employee_external_id"),
        row.reference(MANAGER),
        since,
        until);
  }

  @Override
  public ExternalId id(Row row) {
    return row.id();
  }

  @Override
  public List<Outcome> put(List<Row> rows) {
    Map<ExternalId, Integer> known =
        staff.ids(
            rows.stream()
                .flatMap(
                    row ->
                        Stream.of(Optional.of(row.employee()), Optional.ofNullable(row.manager())))
                .flatMap(Optional::stream)
                .toList());
    Leavers leavers = Leavers.of(staff, known);
    Set<ExternalId> gone = begunTooLate(rows, known, leavers);
    return remarked(
        rows,
        known,
        Batches.put(
            rows,
            row ->
                gone.contains(row.id())
                    ? leavers.refused(MANAGER, row.manager(), row.since())
                    : problem(row, known),
            good -> putInRounds(good, known)));
  }

  /** Those whose manager has left when they begin; what holds already does not begin. */
  private Set<ExternalId> begunTooLate(
      List<Row> rows, Map<ExternalId, Integer> known, Leavers leavers) {
    List<Row> late =
        rows.stream()
            .filter(row -> leavers.gone(row.manager(), row.since()))
            .filter(row -> problem(row, known).isEmpty())
            .toList();
    Set<Integer> holding = staff.holding(late.stream().map(row -> line(row, known)).toList());
    return IntStream.range(0, late.size())
        .filter(place -> !holding.contains(place))
        .mapToObj(place -> late.get(place).id())
        .collect(toSet());
  }

  /** What somebody changed by hand later stays, so that the row holds until then and no longer. */
  private List<Outcome> remarked(
      List<Row> rows, Map<ExternalId, Integer> known, List<Outcome> outcomes) {
    List<Integer> taken =
        IntStream.range(0, rows.size())
            .filter(place -> outcomes.get(place) instanceof Outcome.Done)
            .boxed()
            .toList();
    List<Outcome> all = new ArrayList<>(outcomes);
    staff
        .cutByHand(taken.stream().map(place -> line(rows.get(place), known)).toList())
        .forEach(
            (i, day) -> {
              int place = taken.get(i);
              all.set(place, remarked((Outcome.Done) outcomes.get(place), day));
            });
    return all;
  }

  private static Outcome remarked(Outcome.Done done, LocalDate day) {
    return new Outcome.Done(
        done.change(),
        new Outcome.Remark(
            "valid_until",
            Rejection.Code.CHANGED_BY_HAND,
            "It holds until %s: from then on the line was changed by hand, and that stays. Change it there with reportingLineSet, or write that day into valid_until."
                .formatted(day)));
  }

  /** Every employee once in a round, the earliest first: a later line builds on what it left. */
  private List<Change> putInRounds(List<Row> rows, Map<ExternalId, Integer> known) {
    List<Integer> inTime =
        IntStream.range(0, rows.size())
            .boxed()
            .sorted(Comparator.comparing(place -> rows.get(place).since()))
            .toList();
    Map<ExternalId, Integer> turns = new HashMap<>();
    SortedMap<Integer, List<Integer>> rounds = new TreeMap<>();
    for (int place : inTime) {
      int turn = turns.merge(rows.get(place).employee(), 1, Integer::sum);
      rounds.computeIfAbsent(turn, _ -> new ArrayList<>()).add(place);
    }
    Map<Integer, Change> changes = new HashMap<>();
    for (List<Integer> round : rounds.values()) {
      List<Change> put =
          staff.putLines(round.stream().map(place -> line(rows.get(place), known)).toList());
      for (int i = 0; i < round.size(); i++) {
        changes.put(round.get(i), put.get(i));
      }
    }
    return IntStream.range(0, rows.size())
        .mapToObj(place -> Objects.requireNonNull(changes.get(place)))
        .toList();
  }

  private static Optional<Rejection> problem(Row row, Map<ExternalId, Integer> known) {
    if (!known.containsKey(row.employee())) {
      return Optional.of(Rejection.unknown("employee_external_id", row.employee()));
    }
    return row.manager() == null || known.containsKey(row.manager())
        ? Optional.empty()
        : Optional.of(Rejection.unknown(MANAGER, row.manager()));
  }

  private static StaffRegister.LineRow line(Row row, Map<ExternalId, Integer> known) {
    return new StaffRegister.LineRow(
        Objects.requireNonNull(known.get(row.employee())),
        row.manager() == null ? null : known.get(row.manager()),
        row.since(),
        row.until());
  }
}
