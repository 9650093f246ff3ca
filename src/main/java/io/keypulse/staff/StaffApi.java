package io.keypulse.staff;

import io.keypulse.platform.Batch;
import io.keypulse.platform.Chance;
import io.keypulse.platform.Channel;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.ExternalId;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Idempotency;
import io.keypulse.platform.Provenance;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Text;
import io.keypulse.platform.Today;
import io.keypulse.platform.Viewer;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

@GraphQLApi
public class StaffApi {
  private static final String OWN_SOURCE = "keypulse";

  @Inject CurrentViewer viewer;
  @Inject Employees employees;
  @Inject LineChanges lines;
  @Inject Colleagues colleagues;
  @Inject Idempotency idempotency;
  @Inject Chance chance;
  @Inject Today today;
  @Inject Event<EmployeeLeft> left;
  @Inject InstantSource clock;

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

  @Query("employee")
  @Description("One employee; null when there is none.")
  @Transactional
  public Optional<EmployeeView> employee(@Id String id) {
    viewer.require();
    return employees
        .findByIdOptional(GlobalId.parseInt(EmployeeView.TYPE, id, "id"))
        .map(EmployeeView::of);
  }

  @Mutation("employeeCreate")
  @Description("For administrators. ALREADY_EXISTS when the address or the external id is taken.")
  @Transactional
  public EmployeeView employeeCreate(EmployeeCreate input) {
    viewer.requireAdmin();
    return present(
        (int)
            idempotency.once("employeeCreate", input.idempotencyKey(), input, () -> create(input)));
  }

  private int create(EmployeeCreate input) {
    String source = Text.optionalLine("source", input.source(), EmployeeCreate.LONGEST);
    String externalId = Text.optionalLine("externalId", input.externalId(), EmployeeCreate.LONGEST);
    int id =
        employees.create(
            input,
            new ExternalId(
                source == null ? OWN_SOURCE : source,
                externalId == null ? chance.key().toString() : externalId));
    if (input.managerId() != null) {
      int manager = GlobalId.parseInt(EmployeeView.TYPE, input.managerId(), "managerId");
      LocalDate since = today.or("since", input.since());
      requireAtWork(manager, since, "managerId");
      lines.set(
          List.of(new ReportingLines.Wanted(id, manager, since, null)), input.recordedChannel());
    }
    return id;
  }

  @Mutation("employeeUpdate")
  @Description(
      "For administrators. Who is no longer active, or has not joined yet, may not sign in from the next request on, and their open cases are given to whoever is next. WRONG_STATE where active or leftOn would make somebody who left before today work here in the days between.")
  @Transactional
  public EmployeeView employeeUpdate(EmployeeUpdate input) {
    viewer.requireAdmin();
    int id = requireCurrent(input.id(), "id", input.expectedVersion());
    input.keepLeave(present(id).leftOn(), today.get());
    employees.update(id, input);
    EmployeeView updated = present(id);
    if (!updated.worksOn(today.get())) {
      left.fire(new EmployeeLeft(id, clock.instant()));
    }
    return updated;
  }

  @Mutation("reportingLineSet")
  @Description(
      """
      For administrators. From that day on the employee reports to this manager, until the next change already planned, and \
      again after one that holds for some days only; until a day of its own where that is said. INVALID when the line would run in a circle on any day.""")
  @Transactional
  public EmployeeView reportingLineSet(ReportingLineSet input) {
    viewer.requireAdmin();
    return present(
        (int)
            idempotency.once(
                "reportingLineSet", input.idempotencyKey(), input, () -> setLine(input)));
  }

  private int setLine(ReportingLineSet input) {
    int id = requireCurrent(input.employeeId(), "employeeId", input.expectedVersion());
    @Nullable Integer manager =
        input.managerId() == null
            ? null
            : (Integer) GlobalId.parseInt(EmployeeView.TYPE, input.managerId(), "managerId");
    LocalDate since = today.or("since", input.since());
    if (manager != null) {
      requireAtWork(manager, since, "managerId");
    }
    @Nullable LocalDate until = Today.checkedOrOpen("until", input.until());
    if (until != null && !until.isAfter(since)) {
      throw Refused.invalid("until", "Name a day after the first one.");
    }
    Channel channel = input.channel() == null ? Channel.MANUAL : input.channel();
    ReportingLines.Wanted wanted = new ReportingLines.Wanted(id, manager, since, until);
    if (!lines.set(List.of(wanted), channel).isEmpty()) {
      employees.touch(id);
    }
    return id;
  }

  private int requireCurrent(String globalId, String field, int expectedVersion) {
    int id = GlobalId.parseInt(EmployeeView.TYPE, globalId, field);
    Refused.unlessCurrent(
        expectedVersion,
        employees
            .lockedVersion(id)
            .orElseThrow(() -> Refused.notFound(field, "There is no such employee.")));
    return id;
  }

  private void requireAtWork(int id, LocalDate day, String field) {
    Optional.ofNullable(colleagues.byIds(List.of(id)).get(id))
        .orElseThrow(() -> Refused.notFound(field, "There is no such employee."))
        .atWork(day, field);
  }

  private EmployeeView present(int id) {
    employees.getEntityManager().clear();
    return Objects.requireNonNull(colleagues.byIds(List.of(id)).get(id));
  }

  @Description(
      "The employee through whom it came; none for jobs and for administrators from outside.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<@Nullable EmployeeView> recordedBy(
      @Source List<Provenance> asked) {
    return Batch.eachOrNull(
        asked, provenance -> provenance.recordedByKey().orElse(null), colleagues::byIds);
  }
}
