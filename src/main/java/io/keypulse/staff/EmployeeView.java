package io.keypulse.staff;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Node;
import io.keypulse.platform.PageInfo;
import io.keypulse.platform.Provenance;
import io.keypulse.platform.Refused;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("Employee")
@Description("Somebody who works for the company and may serve accounts.")
public record EmployeeView(
    @Id String id,
    String name,
    String email,
    @Description("As the company calls it, for example Key account manager.") String position,
    @Description("One word in capitals, for example SALES or TECHNICAL_SERVICE.") String function,
    @Description("In which they are written to, two letters of ISO 639; in English where absent.")
        Optional<String> language,
    @Description("Whether they still work here; who does not may not sign in.") boolean active,
    @Description(
            "The first day of their employment, where it is known; until then they may not sign in and see no accounts.")
        Optional<LocalDate> joinedOn,
    @Description("The first day on which they do not work here any more, also one to come.")
        Optional<LocalDate> leftOn,
    int version,
    Provenance provenance,
    @Ignore int key)
    implements Node {
  public static final String TYPE = "Employee";

  /** Whether they work here on that day. */
  public boolean worksOn(LocalDate day) {
    boolean stays = leftOn.map(day::isBefore).orElse(active);
    return stays && joinedOn.filter(day::isBefore).isEmpty();
  }

  /**
   * Who begins something on that day.
   *
   * @throws Refused INVALID, naming the field, when they do not work here then
   */
  public EmployeeView atWork(LocalDate day, String field) {
    if (!worksOn(day)) {
      throw Refused.invalid(field, "Name somebody who works here on %s.".formatted(day));
    }
    return this;
  }

  static EmployeeView of(Employee employee) {
    return new EmployeeView(
        GlobalId.of(TYPE, employee.id),
        employee.name,
        employee.email,
        employee.position,
        employee.function,
        Optional.ofNullable(employee.language),
        employee.active,
        Optional.ofNullable(employee.joinedOn),
        Optional.ofNullable(employee.leftOn),
        employee.version,
        Provenance.of(employee.channel, employee.source, employee.recordedAt, employee.recordedBy),
        employee.id);
  }

  @Name("EmployeeEdge")
  public record Edge(String cursor, EmployeeView node) {}

  @Name("EmployeeConnection")
  @Description("A page of employees.")
  public record Connection(
      List<@NonNull Edge> edges,
      List<@NonNull EmployeeView> nodes,
      PageInfo pageInfo,
      Optional<Integer> totalCount) {}
}
