package io.keypulse.directory;

import io.keypulse.platform.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.List;

/** The statements that find employees. */
@ApplicationScoped
class EmployeeDirectory {
  @Inject FoundIds found;

  List<FoundIds.Found> page(
      EmployeeFilter filter, EmployeeOrder order, LocalDate today, Page page) {
    Keyset keyset = order.keyset();
    Conditions conditions = filter.conditions(today);
    if (page.after() != null) {
      conditions.add(keyset.after(page.after(), conditions));
    }
    return found.by(
        "select e.id, %s from employee e where %s order by %s limit %d"
            .formatted(keyset.place(), conditions.where(), keyset.orderBy(), page.limit()),
        conditions);
  }

  int number(EmployeeFilter filter, LocalDate today) {
    Conditions conditions = filter.conditions(today);
    return found.number("employee e where " + conditions.where(), conditions);
  }
}
