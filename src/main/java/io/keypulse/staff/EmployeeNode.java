package io.keypulse.staff;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.NodeFinder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

@ApplicationScoped
class EmployeeNode implements NodeFinder {
  @Inject Employees employees;

  @Override
  public String type() {
    return EmployeeView.TYPE;
  }

  @Override
  public Optional<EmployeeView> find(String id) {
    return employees
        .findByIdOptional(GlobalId.parseInt(EmployeeView.TYPE, id, "id"))
        .map(EmployeeView::of);
  }
}
