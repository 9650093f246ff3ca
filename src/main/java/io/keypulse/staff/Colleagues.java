package io.keypulse.staff;

import io.keypulse.platform.Batch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Looks up many employees at once, for fields of later rooms that end in a person. */
@ApplicationScoped
public class Colleagues {
  @Inject Employees employees;

  /** The employees of these ids, by id; one statement for all. */
  public Map<Integer, EmployeeView> byIds(Collection<Integer> ids) {
    Map<Integer, EmployeeView> found = new HashMap<>();
    employees.byIds(ids).forEach(employee -> found.put(employee.id, EmployeeView.of(employee)));
    return found;
  }

  /** For each employee asked about, the others that a statement found, in its order. */
  List<List<EmployeeView>> along(List<EmployeeView> asked, List<ReportingLines.Step> steps) {
    Map<Integer, EmployeeView> others =
        byIds(steps.stream().map(ReportingLines.Step::otherId).distinct().toList());
    Map<Integer, List<EmployeeView>> found = new HashMap<>();
    for (ReportingLines.Step step : steps) {
      found
          .computeIfAbsent(step.employeeId(), any -> new ArrayList<>())
          .add(Objects.requireNonNull(others.get(step.otherId())));
    }
    return Batch.lists(asked, EmployeeView::key, found);
  }
}
