package io.keypulse.staff;

import io.keypulse.platform.Batch;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.Provenance;
import io.keypulse.platform.Viewer;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

@GraphQLApi
public class StaffApi {
  @Inject CurrentViewer viewer;
  @Inject Colleagues colleagues;

  @Name("Viewer")
  @Description("Who is signed in, and what they may see.")
  public record ViewerView(
      String name,
      @Description("MEMBER: own teams and those below; ANALYST: all, persons masked; ADMIN: all.")
          Viewer.Access access,
      Optional<EmployeeView> employee) {}

  @Query("viewer")
  @Description("Who is signed in.")
  @Transactional
  public ViewerView viewer() {
    Viewer current = viewer.require();
    return new ViewerView(
        current.name(),
        current.access(),
        Optional.ofNullable(current.employeeId()).map(id -> colleagues.byIds(List.of(id)).get(id)));
  }

  @Description("Whom this employee reports to; none at the top.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<@Nullable EmployeeView> manager(
      @Source List<EmployeeView> employees) {
    List<Integer> managers =
        employees.stream().flatMap(employee -> employee.managerId().stream()).toList();
    return Batch.eachOrNull(
        employees, employee -> employee.managerId().orElse(null), colleagues.byIds(managers));
  }

  @Description(
      "The employee through whom it came; none for jobs and for administrators from outside.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<@Nullable EmployeeView> recordedBy(
      @Source List<Provenance> asked) {
    List<Integer> people =
        asked.stream().flatMap(provenance -> provenance.recordedByKey().stream()).toList();
    return Batch.eachOrNull(
        asked, provenance -> provenance.recordedByKey().orElse(null), colleagues.byIds(people));
  }
}
