package io.keypulse.staff;

import io.keypulse.platform.Change;
import io.keypulse.platform.ExternalId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The door of the staff room: who works here, for later rooms and for imports. */
@ApplicationScoped
public class StaffRegister {
  @Inject Employees employees;

  /** An employee as another system knows them; the manager by that system's id. */
  public record Row(
      ExternalId id,
      String name,
      String email,
      String position,
      String function,
      @Nullable ExternalId manager,
      boolean active) {}

  /** The ids of those that exist. */
  public Map<ExternalId, Integer> ids(List<ExternalId> asked) {
    Map<ExternalId, Integer> ids = new HashMap<>();
    for (Employees.Known known : employees.known(asked)) {
      ids.put(new ExternalId(known.source(), known.externalId()), known.id());
    }
    return ids;
  }

  /**
   * Creates or updates; managers must exist.
   *
   * @return what happened to each row, in their order
   */
  public List<Change> put(List<Row> rows, Map<ExternalId, Integer> managers) {
    List<@Nullable Integer> managerIds = new ArrayList<>();
    for (Row row : rows) {
      managerIds.add(row.manager() == null ? null : managers.get(row.manager()));
    }
    return Change.of(rows.stream().map(Row::id).toList(), employees.put(rows, managerIds));
  }

  /** The person at the top of the reporting line, who answers for what nobody below does. */
  public Optional<Integer> topOfLine() {
    return employees.topOfLine().map(employee -> employee.id);
  }
}
