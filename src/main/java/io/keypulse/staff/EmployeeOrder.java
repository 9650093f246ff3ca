package io.keypulse.staff;

import io.keypulse.platform.Direction;
import io.smallrye.graphql.api.Nullable;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;

@Input("EmployeeOrder")
public record EmployeeOrder(
    Field field,
    @Nullable @Description("ASC unless said.") @org.jspecify.annotations.Nullable
        Direction direction) {
  static final EmployeeOrder BY_NAME = new EmployeeOrder(Field.NAME, Direction.ASC);

  @Name("EmployeeOrderField")
  public enum Field {
    NAME("name"),
    POSITION("position"),
    FUNCTION("function");

    private final String column;

    Field(String column) {
      this.column = column;
    }

    String of(EmployeeView employee) {
      return switch (this) {
        case NAME -> employee.name();
        case POSITION -> employee.position();
        case FUNCTION -> employee.function();
      };
    }
  }

  String column() {
    return field.column;
  }

  Direction way() {
    return direction == null ? Direction.ASC : direction;
  }

  /** How the next row compares with the one before. */
  String next() {
    return way() == Direction.ASC ? ">" : "<";
  }
}
