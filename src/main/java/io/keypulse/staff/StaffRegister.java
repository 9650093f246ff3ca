package io.keypulse.staff;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import io.keypulse.platform.Change;
import io.keypulse.platform.Channel;
import io.keypulse.platform.ExternalId;
import io.keypulse.platform.Today;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The door of the staff room: who works here and who stands above whom. */
@ApplicationScoped
public class StaffRegister {
  @Inject Employees employees;
  @Inject ReportingLines lines;
  @Inject GivenLines given;
  @Inject LineChanges lineChanges;
  @Inject StandIns standIns;
  @Inject Today today;

  /**
   * An employee as another system knows them; the manager by that system's id, nobody where the
   * line is to stay as it is.
   */
  public record Row(
      ExternalId id,
      String name,
      String email,
      String position,
      String function,
      @Nullable ExternalId manager,
      @Nullable Boolean active,
      @Nullable LocalDate joinedOn,
      @Nullable LocalDate leftOn,
      @Nullable String language) {
    /** Whether it says so of that day. */
    boolean works(LocalDate day) {
      return leftOn == null ? Boolean.TRUE.equals(active) : leftOn.isAfter(day);
    }
  }

  /** Whom an employee reports to from a day on; nobody where the line ends. */
  public record LineRow(
      int employeeId, @Nullable Integer managerId, LocalDate since, @Nullable LocalDate until) {}

  /** The ids of those that exist. */
  public Map<ExternalId, Integer> ids(List<ExternalId> asked) {
    Map<ExternalId, Integer> ids = new HashMap<>();
    for (Employees.Known known : employees.known(asked)) {
      ids.put(new ExternalId(known.source(), known.externalId()), known.id());
    }
    return ids;
  }

  /** Those of these rows that say of somebody who left before today that they work here. */
  public Map<ExternalId, LocalDate> returning(List<Row> rows) {
    return employees
        .goneBefore(
            rows.stream().filter(row -> row.works(today.get())).map(Row::id).toList(), today.get())
        .stream()
        .collect(toMap(one -> new ExternalId(one.source(), one.externalId()), Employees.Gone::day));
  }

  /**
   * Those of these who have left, or said when they will: the first day on which each does not work
   * here any more.
   */
  public Map<Integer, LocalDate> left(Collection<Integer> asked) {
    return employees.left(asked).stream().collect(toMap(Employees.Left::id, Employees.Left::day));
  }

  /**
   * Creates or updates; managers must exist, and lead from today where they did not before.
   *
   * @return what happened to each row, in their order
   */
  public List<Change> put(List<Row> rows, Map<ExternalId, Integer> managers) {
    List<ExternalId> asked = rows.stream().map(Row::id).toList();
    List<Change> changes = Change.of(asked, employees.put(rows));
    Map<ExternalId, Integer> ids = ids(asked);
    List<ReportingLines.Wanted> wanted = new ArrayList<>();
    for (Row row : rows) {
      if (row.manager() != null) {
        int id = Objects.requireNonNull(ids.get(row.id()));
        wanted.add(new ReportingLines.Wanted(id, managers.get(row.manager()), today.get(), null));
      }
    }
    Set<Integer> moved = lineChanges.set(wanted, Channel.CRM_IMPORT);
    List<Change> all = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      boolean onlyMoved =
          changes.get(i) == Change.UNCHANGED && moved.contains(ids.get(rows.get(i).id()));
      all.add(onlyMoved ? Change.UPDATED : changes.get(i));
    }
    return all;
  }

  /** Dated lines, each employee once. */
  public List<Change> putLines(List<LineRow> rows) {
    Set<Integer> moved = lineChanges.set(wanted(rows), Channel.CRM_IMPORT);
    return rows.stream()
        .map(row -> moved.contains(row.employeeId()) ? Change.UPDATED : Change.UNCHANGED)
        .toList();
  }

  /** Those of these lines, by their place, that hold on their first day already. */
  public Set<Integer> holding(List<LineRow> rows) {
    return rows.isEmpty() ? Set.of() : given.holding(wanted(rows));
  }

  /**
   * Those of these lines, by their place, that end sooner than they say because somebody changed
   * them by hand: the day of that.
   */
  public Map<Integer, LocalDate> cutByHand(List<LineRow> rows) {
    return given.cutByHand(wanted(rows)).stream()
        .collect(toMap(GivenLines.Cut::place, GivenLines.Cut::day));
  }

  private static List<ReportingLines.Wanted> wanted(List<LineRow> rows) {
    return rows.stream()
        .map(
            row ->
                new ReportingLines.Wanted(
                    row.employeeId(), row.managerId(), row.since(), row.until()))
        .toList();
  }

  /** Whether this employee stands above every one of those today; not above nobody. */
  public boolean standsAbove(int employee, Collection<Integer> others) {
    Set<Integer> below = new HashSet<>();
    lines.above(others, today.get()).stream()
        .filter(step -> step.otherId() == employee)
        .forEach(step -> below.add(step.employeeId()));
    return !others.isEmpty() && below.containsAll(others);
  }

  /** The first day on which somebody who is away today is here again. */
  public Optional<LocalDate> backOn(int employee) {
    return standIns.backOn(employee, today.get());
  }

  /** Everybody above this employee today, the own manager first. */
  public List<Integer> above(int employee) {
    return above(List.of(employee)).getOrDefault(employee, List.of());
  }

  /** Everybody above each of these today, the own manager first. */
  public Map<Integer, List<Integer>> above(Collection<Integer> employees) {
    return lines.above(employees, today.get()).stream()
        .collect(
            groupingBy(
                ReportingLines.Step::employeeId, mapping(ReportingLines.Step::otherId, toList())));
  }

  /**
   * This employee and those below today, directly or all, each with the one of the direct reports
   * they stand below; by level and name.
   */
  public Map<Integer, Integer> branches(int employee, boolean all) {
    return branches(employee, all, today.get());
  }

  /** As they are on that day. */
  public Map<Integer, Integer> branches(int employee, boolean all, LocalDate day) {
    Map<Integer, Integer> branches = new LinkedHashMap<>();
    branches.put(employee, employee);
    lines
        .branches(employee, day, all ? Integer.MAX_VALUE : 1)
        .forEach(step -> branches.put(step.otherId(), step.employeeId()));
    return branches;
  }

  /**
   * The person at the top of the reporting line today, who answers for what nobody below does; of
   * several the one above most people.
   */
  public Optional<Integer> topOfLine() {
    return lines.top();
  }
}
