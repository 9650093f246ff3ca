package io.keypulse.staff;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

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
}
