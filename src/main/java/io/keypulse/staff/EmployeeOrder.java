package io.keypulse.staff;

import io.keypulse.platform.Direction;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;

@Input("EmployeeOrder")
public record EmployeeOrder(Field field, Direction direction) {
  static final EmployeeOrder BY_NAME = new EmployeeOrder(Field.NAME, Direction.ASC);

  @Name("EmployeeOrderField")
  public enum Field {
    NAME("name"),
    POSITION("position");

    private final String column;

    Field(String column) {
      this.column = column;
    }

    String of(EmployeeView employee) {
      return this == NAME ? employee.name() : employee.position();
    }
  }

  String column() {
    return field.column;
  }

  /** How the next row compares with the one before. */
  String next() {
    return direction == Direction.ASC ? ">" : "<";
  }
}
