package io.keypulse.intake;

import io.keypulse.platform.ExternalId;
import io.keypulse.platform.Text;
import io.keypulse.staff.StaffRegister;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

@ApplicationScoped
class EmployeeImport implements Importer<StaffRegister.Row> {
  @Inject StaffRegister staff;

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
    return Set.of("manager_external_id", "active", "joined_on", "left_on", "language");
  }

  @Override
  public StaffRegister.Row parse(CsvRow row) {
    return new StaffRegister.Row(
        row.id(),
        row.text("name"),
        row.email("email"),
        row.text("position"),
        row.text("function"),
        row.reference("manager_external_id"),
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
    return Set.of("manager_external_id");
  }

  @Override
  public List<Outcome> put(List<StaffRegister.Row> rows) {
    Map<ExternalId, Integer> managers =
        staff.ids(rows.stream().map(StaffRegister.Row::manager).filter(Objects::nonNull).toList());
    Map<ExternalId, LocalDate> returning = staff.returning(rows);
    return Batches.put(
        rows,
        row -> {
          LocalDate left = returning.get(row.id());
          if (left != null) {
            return Optional.of(leftBefore(row.leftOn() == null ? "active" : "left_on", left));
          }
          return row.manager() == null || managers.containsKey(row.manager())
              ? Optional.empty()
              : Optional.of(Rejection.unknown("manager_external_id", row.manager()));
        },
        good -> staff.put(good, managers));
  }

  private static Rejection leftBefore(String column, LocalDate day) {
    return new Rejection(
        column,
        Rejection.Code.CONFLICT,
        "They left on %s. If that was a mistake, take it back with employeeUpdate (leaveMistaken). If they come back, give the old one another email there and bring them in under another external_id: what was led and given on meanwhile stays as it was."
            .formatted(day));
  }
}
