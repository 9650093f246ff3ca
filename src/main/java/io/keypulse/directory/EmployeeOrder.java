package io.keypulse.directory;

import io.keypulse.platform.Direction;
import io.smallrye.graphql.api.Nullable;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;

@Input("EmployeeOrder")
@Description("In which order.")
public record EmployeeOrder(
    Field field,
    @Nullable @Description("ASC unless said.") @org.jspecify.annotations.Nullable
        Direction direction) {
  static final EmployeeOrder BY_NAME = new EmployeeOrder(Field.NAME, null);

  @Name("EmployeeOrderField")
  @Description(
      "What a list of employees is ordered by; employees that agree in it, in no promised order.")
  public enum Field {
    NAME,
    POSITION,
    FUNCTION
  }

  Keyset keyset() {
    String column = "e." + field.name().toLowerCase(Locale.ROOT);
    return new Keyset(
        List.of(new Keyset.Column(column, "text")), "e.id", direction == Direction.DESC);
  }
}
