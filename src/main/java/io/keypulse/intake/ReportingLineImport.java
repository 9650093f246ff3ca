package io.keypulse.intake;

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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class ReportingLineImport implements Importer<ReportingLineImport.Row> {
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
    return Set.of("employee_external_id", "manager_external_id", "valid_from");
  }

  @Override
  public Set<String> optional() {
    return Set.of("valid_until");
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
        row.reference("manager_external_id"),
        since,
        until);
  }

  @Override
  public ExternalId id(Row row) {
    return row.id();
  }

  /** Every employee once in a batch, the earliest first: a later row builds on what it left. */
  @Override
  public List<List<Line<Row>>> batches(List<Line<Row>> rows) {
    Map<ExternalId, Integer> turns = new HashMap<>();
    List<List<Line<Row>>> rounds = new ArrayList<>();
    rows.stream()
        .sorted(Comparator.comparing(line -> line.row().since()))
        .forEach(
            line -> {
              int turn = turns.merge(line.row().employee(), 1, Integer::sum);
              if (turn > rounds.size()) {
                rounds.add(new ArrayList<>());
              }
              rounds.get(turn - 1).add(line);
            });
    return rounds.stream()
        .flatMap(round -> Batches.of(round, ROWS_PER_STATEMENT).stream())
        .toList();
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
    return Batches.put(
        rows,
        row -> problem(row, known),
        good -> staff.putLines(good.stream().map(row -> line(row, known)).toList()));
  }

  private static Optional<Rejection> problem(Row row, Map<ExternalId, Integer> known) {
    if (!known.containsKey(row.employee())) {
      return Optional.of(Rejection.unknown("employee_external_id", row.employee()));
    }
    return row.manager() == null || known.containsKey(row.manager())
        ? Optional.empty()
        : Optional.of(Rejection.unknown("manager_external_id", row.manager()));
  }

  private static StaffRegister.LineRow line(Row row, Map<ExternalId, Integer> known) {
    return new StaffRegister.LineRow(
        Objects.requireNonNull(known.get(row.employee())),
        row.manager() == null ? null : known.get(row.manager()),
        row.since(),
        row.until());
  }
}
