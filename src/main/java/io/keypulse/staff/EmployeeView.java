package io.keypulse.staff;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Node;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;

@Name("Employee")
@Description("Somebody who works for the company and may serve accounts.")
public record EmployeeView(
    @Id String id,
    String name,
    String email,
    String position,
    String function,
    @Ignore Optional<Integer> managerId)
    implements Node {
  public static final String TYPE = "Employee";

  static EmployeeView of(Employee employee) {
    return new EmployeeView(
        GlobalId.of(TYPE, employee.id),
        employee.name,
        employee.email,
        employee.position,
        employee.function,
        Optional.ofNullable(employee.managerId));
  }
}
