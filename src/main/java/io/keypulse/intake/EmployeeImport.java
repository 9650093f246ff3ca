package io.keypulse.intake;

import static java.util.stream.Collectors.toSet;

import io.keypulse.platform.ExternalId;
import io.keypulse.platform.Text;
import io.keypulse.platform.Today;
import io.keypulse.staff.StaffRegister;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

@ApplicationScoped
class EmployeeImport implements Importer<StaffRegister.Row> {
  private static final String MANAGER = "manager_external_id";
  private static final int NOBODY = 0;

  @Inject StaffRegister staff;
  @Inject Today today;

  @Override
  public String kind() {
    return "employees";
  }

  @Override
  public Set<String> required() {
    return Set.of("name", "email", "position", "function");
  }

  @Override
  public Set<String> optional() {
    return Set.of(MANAGER, "active", "joined_on", "left_on", "language");
  }

  @Override
  public StaffRegister.Row parse(CsvRow row) {
    return new StaffRegister.Row(
        row.id(),
        row.text("name"),
        row.email("email"),
        row.text("position"),
        row.text("function"),
        row.reference(MANAGER),
        row.optionalText("active") == null ? null : (Boolean) row.yesOrNo("active", true),
        row.optionalDate("joined_on"),
        row.optionalDate("left_on"),
        row.optionalText("language") == null
            ? null
            : row.checked("language", code -> Text.language("language", code)));
  }

  @Override
  public ExternalId id(StaffRegister.Row row) {
    return row.id();
  }

  @Override
  public Set<String> ownReferences() {
    return Set.of(MANAGER);
  }

  @Override
  public List<Outcome> put(List<StaffRegister.Row> rows) {
    Map<ExternalId, Integer> managers =
        staff.ids(rows.stream().map(StaffRegister.Row::manager).filter(Objects::nonNull).toList());
    Leavers leavers = leavers(rows, managers);
    Set<ExternalId> settled = settled(rows, managers, leavers);
    Map<ExternalId, LocalDate> returning = staff.returning(rows);
    return Batches.put(
        rows,
        row -> {
          LocalDate left = returning.get(row.id());
          if (left != null) {
            return Optional.of(leftBefore(row.leftOn() == null ? "active" : "left_on", left));
          }
          if (row.manager() != null && !managers.containsKey(row.manager())) {
            return Optional.of(Rejection.unknown(MANAGER, row.manager()));
          }
          return settled.contains(row.id())
              ? Optional.empty()
              : leavers.refused(MANAGER, row.manager(), today.get());
        },
        good -> staff.put(good, managers));
  }

  /** Of the managers, together with what these rows themselves say of them. */
  private Leavers leavers(List<StaffRegister.Row> rows, Map<ExternalId, Integer> managers) {
    Map<ExternalId, LocalDate> since = new HashMap<>(Leavers.of(staff, managers).since());
    for (StaffRegister.Row row : rows) {
      if (row.leftOn() != null) {
        since.put(row.id(), row.leftOn());
      } else if (Boolean.FALSE.equals(row.active())) {
        since.merge(row.id(), today.get(), (day, now) -> day.isBefore(now) ? day : now);
      } else if (Boolean.TRUE.equals(row.active())) {
        since.computeIfPresent(row.id(), (_, day) -> day.isAfter(today.get()) ? day : null);
      }
    }
    return new Leavers(since);
  }

  /**
   * Of those whose manager has left, those whom that one leads already, and those who have left
   * themselves: nothing begins with these rows.
   */
  private Set<ExternalId> settled(
      List<StaffRegister.Row> rows, Map<ExternalId, Integer> managers, Leavers leavers) {
    List<StaffRegister.Row> doubtful =
        rows.stream().filter(row -> leavers.gone(row.manager(), today.get())).toList();
    if (doubtful.isEmpty()) {
      return Set.of();
    }
    Map<ExternalId, Integer> ids = staff.ids(doubtful.stream().map(StaffRegister.Row::id).toList());
    Leavers known = Leavers.of(staff, ids);
    Set<Integer> led =
        staff.holding(
            doubtful.stream()
                .map(
                    row ->
                        new StaffRegister.LineRow(
                            ids.getOrDefault(row.id(), NOBODY),
                            managers.get(Objects.requireNonNull(row.manager())),
                            today.get(),
                            null))
                .toList());
    return IntStream.range(0, doubtful.size())
        .filter(place -> led.contains(place) || leaves(doubtful.get(place), known))
        .mapToObj(place -> doubtful.get(place).id())
        .collect(toSet());
  }

  private boolean leaves(StaffRegister.Row row, Leavers known) {
    if (row.leftOn() != null) {
      return !row.leftOn().isAfter(today.get());
    }
    return row.active() == null ? known.gone(row.id(), today.get()) : !row.active();
  }

  private static Rejection leftBefore(String column, LocalDate day) {
    return new Rejection(
        column,
        Rejection.Code.CONFLICT,
        "They left on %s. If that was a mistake, take it back with employeeUpdate (leaveMistaken). If they come back, give the old one another email there and bring them in under another external_id: what was led and given on meanwhile stays as it was."
            .formatted(day));
  }
}
