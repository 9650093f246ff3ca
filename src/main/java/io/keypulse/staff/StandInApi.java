package io.keypulse.staff;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import io.keypulse.platform.Batch;
import io.keypulse.platform.Channel;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Idempotency;
import io.keypulse.platform.Past;
import io.keypulse.platform.Period;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Today;
import io.keypulse.platform.Viewer;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

@GraphQLApi
public class StandInApi {
  @Inject StandIns standIns;
  @Inject Colleagues colleagues;
  @Inject Idempotency idempotency;
  @Inject CurrentViewer viewer;
  @Inject Today today;

  @Input("EmployeeDeputyAssignInput")
  public record DeputyAssign(
      @Id String employeeId,
      @Id String deputyId,
      @io.smallrye.graphql.api.Nullable @Description("Today when left out.")
          @Nullable LocalDate since,
      @io.smallrye.graphql.api.Nullable
          @Description("First day on which it no longer holds; open when left out.")
          @Nullable LocalDate until,
      @io.smallrye.graphql.api.Nullable @Nullable Channel channel,
      @io.smallrye.graphql.api.Nullable @Nullable String idempotencyKey) {}

  @Input("EmployeeDeputyEndInput")
  public record DeputyEnd(
      @Id String id,
      @io.smallrye.graphql.api.Nullable
          @Description("First day on which it no longer holds; today when left out.")
          @Nullable LocalDate until,
      int expectedVersion) {}

  @Input("EmployeeAbsenceRecordInput")
  public record AbsenceRecord(
      @Id String employeeId,
      LocalDate since,
      @Description("First day back.") LocalDate until,
      @io.smallrye.graphql.api.Nullable @Nullable Channel channel,
      @io.smallrye.graphql.api.Nullable @Nullable String idempotencyKey) {}

  @Input("EmployeeAbsenceCancelInput")
  public record AbsenceCancel(@Id String id, int expectedVersion) {}

  @Mutation("employeeDeputyAssign")
  @Description("For administrators and the employee themself.")
  @Transactional
  public EmployeeView employeeDeputyAssign(DeputyAssign input) {
    int employee = own(employee(input.employeeId(), "employeeId").key());
    LocalDate since = today.or("since", input.since());
    int deputy = employee(input.deputyId(), "deputyId").atWork(since, "deputyId").key();
    @Nullable LocalDate until = Today.checkedOrOpen("until", input.until());
    requireOrder(since, until);
    idempotency.once(
        "employeeDeputyAssign",
        input.idempotencyKey(),
        input,
        () -> standIns.assign(employee, deputy, since, until, channel(input.channel())));
    return present(employee);
  }

  @Mutation("employeeDeputyEnd")
  @Description(
      "For administrators and the employee themself; what has not begun is taken back, what has been stays.")
  @Transactional
  public EmployeeView employeeDeputyEnd(DeputyEnd input) {
    viewer.requireToChange();
    StandIns.Held held =
        standIns
            .lockedDeputy(GlobalId.parseInt(DeputyView.TYPE, input.id(), "id"))
            .orElseThrow(() -> Refused.notFound("id", "There is no such deputy."));
    own(held.employeeId());
    Refused.unlessCurrent(input.expectedVersion(), held.version());
    LocalDate until = today.or("until", input.until());
    Past.keep("until", held.since(), until, today.get());
    standIns.end(held.id(), until);
    return present(held.employeeId());
  }

  @Mutation("employeeAbsenceRecord")
  @Description("For administrators and the employee themself.")
  @Transactional
  public EmployeeView employeeAbsenceRecord(AbsenceRecord input) {
    int employee = own(employee(input.employeeId(), "employeeId").key());
    LocalDate since = today.or("since", input.since());
    LocalDate until = today.or("until", input.until());
    requireOrder(since, until);
    idempotency.once(
        "employeeAbsenceRecord",
        input.idempotencyKey(),
        input,
        () -> standIns.record(employee, since, until, channel(input.channel())));
    return present(employee);
  }

  @Mutation("employeeAbsenceCancel")
  @Description("For administrators and the employee themself.")
  @Transactional
  public EmployeeView employeeAbsenceCancel(AbsenceCancel input) {
    viewer.requireToChange();
    StandIns.Held held =
        standIns
            .lockedAbsence(GlobalId.parseInt(AbsenceView.TYPE, input.id(), "id"))
            .orElseThrow(() -> Refused.notFound("id", "There is no such absence."));
    own(held.employeeId());
    Refused.unlessCurrent(input.expectedVersion(), held.version());
    standIns.cancel(held.id());
    return present(held.employeeId());
  }

  private int own(int employee) {
    Viewer current = viewer.requireToChange();
    if (current.access() != Viewer.Access.ADMIN
        && !Objects.equals(current.employeeId(), employee)) {
      throw Refused.forbidden("Only an administrator may do this for somebody else.");
    }
    return employee;
  }

  private EmployeeView employee(String globalId, String field) {
    viewer.requireToChange();
    int id = GlobalId.parseInt(EmployeeView.TYPE, globalId, field);
    return Optional.ofNullable(colleagues.byIds(List.of(id)).get(id))
        .orElseThrow(() -> Refused.notFound(field, "There is no such employee."));
  }

  private EmployeeView present(int id) {
    return Objects.requireNonNull(colleagues.byIds(List.of(id)).get(id));
  }

  private static void requireOrder(LocalDate since, @Nullable LocalDate until) {
    if (until != null && !until.isAfter(since)) {
      throw Refused.invalid("until", "Name a day after the first one.");
    }
  }

  private static Channel channel(@Nullable Channel channel) {
    return channel == null ? Channel.MANUAL : channel;
  }

  @Description(
      "Who may act for this employee on that day, today unless said, or on any day of a period; asked in this order.")
  @Transactional
  public List<List<@NonNull DeputyView>> deputies(
      @Source List<EmployeeView> asked,
      @io.smallrye.graphql.api.Nullable @Nullable LocalDate asOf,
      @io.smallrye.graphql.api.Nullable @Nullable Period period) {
    Map<Integer, List<DeputyView>> found =
        standIns.deputies(keys(asked), today.within(asOf, period)).stream()
            .collect(groupingBy(StandIns.Deputy::employeeId, mapping(DeputyView::of, toList())));
    return Batch.lists(asked, EmployeeView::key, found);
  }

  @Transactional
  public List<EmployeeView> deputy(@Source List<DeputyView> asked) {
    return Batch.each(asked, DeputyView::deputyKey, colleagues::byIds);
  }

  @Description("When this employee is away in that period, the year from today unless said.")
  @Transactional
  public List<List<@NonNull AbsenceView>> absences(
      @Source List<EmployeeView> asked, @io.smallrye.graphql.api.Nullable @Nullable Period period) {
    Period within =
        period == null
            ? new Period(today.get(), today.get().plusYears(1))
            : period.checked("period");
    Map<Integer, List<AbsenceView>> found =
        standIns.absences(keys(asked), within).stream()
            .collect(groupingBy(StandIns.Absence::employeeId, mapping(AbsenceView::of, toList())));
    return Batch.lists(asked, EmployeeView::key, found);
  }

  @Description(
      "Who acts on that day, today unless said: the employee while present, else the first deputy who is, or a deputy's deputy; null when nobody.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<@Nullable EmployeeView> standIn(
      @Source List<EmployeeView> asked,
      @io.smallrye.graphql.api.Nullable @Nullable LocalDate asOf) {
    Map<Integer, Integer> acting =
        standIns.actingInsteadOf(keys(asked), today.or(asOf)).stream()
            .collect(toMap(ReportingLines.Step::employeeId, ReportingLines.Step::otherId));
    return Batch.eachOrNull(
        asked, employee -> acting.get(employee.key()), colleagues.byIds(acting.values()));
  }

  @Description(
      "Those who are away on that day, today unless said, and for whom this employee acts.")
  @Transactional
  public List<List<@NonNull EmployeeView>> actingFor(
      @Source List<EmployeeView> asked,
      @io.smallrye.graphql.api.Nullable @Nullable LocalDate asOf) {
    return colleagues.along(asked, standIns.represented(keys(asked), today.or(asOf)));
  }

  private static List<Integer> keys(List<EmployeeView> employees) {
    return employees.stream().map(EmployeeView::key).toList();
  }
}
