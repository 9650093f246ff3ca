package io.keypulse.intake;

import io.keypulse.platform.ExternalId;
import io.keypulse.staff.StaffRegister;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
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
    return Set.of("manager_external_id", "active");
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
        row.yesOrNo("active", true));
  }

  @Override
  public ExternalId id(StaffRegister.Row row) {
    return row.id();
  }

  /**
   * Level by level, managers before those who report to them; a circle of managers ends up last and
   * is rejected.
   */
  @Override
  public List<List<Line<StaffRegister.Row>>> batches(List<Line<StaffRegister.Row>> rows) {
    Map<ExternalId, Line<StaffRegister.Row>> waiting = new HashMap<>();
    rows.forEach(line -> waiting.put(line.row().id(), line));
    List<List<Line<StaffRegister.Row>>> levels = new ArrayList<>();
    List<Line<StaffRegister.Row>> left = rows;
    while (!left.isEmpty()) {
      List<Line<StaffRegister.Row>> level =
          left.stream().filter(line -> !waiting.containsKey(line.row().manager())).toList();
      if (level.isEmpty()) {
        levels.add(left);
        break;
      }
      levels.addAll(Batches.of(level, ROWS_PER_STATEMENT));
      level.forEach(line -> waiting.remove(line.row().id()));
      left = left.stream().filter(line -> waiting.containsKey(line.row().id())).toList();
    }
    return levels;
  }

  @Override
  public List<Outcome> put(List<StaffRegister.Row> rows) {
    Map<ExternalId, Integer> managers =
        staff.ids(rows.stream().map(StaffRegister.Row::manager).filter(Objects::nonNull).toList());
    return Batches.put(
        rows,
        row ->
            row.manager() == null || managers.containsKey(row.manager())
                ? Optional.empty()
                : Optional.of(Rejection.unknown("manager_external_id", row.manager())),
        good -> staff.put(good, managers));
  }
}
