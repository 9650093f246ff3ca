package io.keypulse.staff;

import static java.util.stream.Collectors.toMap;

import io.keypulse.platform.Batch;
import io.keypulse.platform.LineScope;
import io.keypulse.platform.Period;
import io.keypulse.platform.Today;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

@GraphQLApi
public class ReportingLineApi {
  @Inject ReportingLines lines;
  @Inject Colleagues colleagues;
  @Inject Today today;

  @Description("Whom this employee reports to on that day, today unless said; none at the top.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<@Nullable EmployeeView> manager(
      @Source List<EmployeeView> asked,
      @io.smallrye.graphql.api.Nullable @Nullable LocalDate asOf) {
    Map<Integer, Integer> managers =
        lines.managers(keys(asked), today.or(asOf)).stream()
            .collect(toMap(ReportingLines.Step::employeeId, ReportingLines.Step::otherId));
    return Batch.eachOrNull(
        asked, employee -> managers.get(employee.key()), colleagues.byIds(managers.values()));
  }

  @Description("Everybody above, from the own manager to the top, on that day, today unless said.")
  @Transactional
  public List<List<@NonNull EmployeeView>> reportingLine(
      @Source List<EmployeeView> asked,
      @io.smallrye.graphql.api.Nullable @Nullable LocalDate asOf) {
    return colleagues.along(asked, lines.above(keys(asked), today.or(asOf)));
  }

  @Description(
      "Who reports to this employee on that day, today unless said: directly unless TREE; level by level, by name.")
  @Transactional
  public List<List<@NonNull EmployeeView>> reports(
      @Source List<EmployeeView> asked,
      @io.smallrye.graphql.api.Nullable @Nullable LineScope scope,
      @io.smallrye.graphql.api.Nullable @Nullable LocalDate asOf) {
    int levels = scope == LineScope.TREE ? Integer.MAX_VALUE : 1;
    return colleagues.along(asked, lines.below(keys(asked), today.or(asOf), levels));
  }

  @Description(
      "Whom this employee has reported, reports and will report to, on any day of a period, whenever unless said; the latest first. On days between them to nobody.")
  @Transactional
  public List<List<@NonNull ReportingLineView>> managers(
      @Source List<EmployeeView> asked, @io.smallrye.graphql.api.Nullable @Nullable Period period) {
    @Nullable Period during = period == null ? null : period.checked("period");
    return Batch.lists(
        asked,
        EmployeeView::key,
        employees -> lines.of(employees, during),
        ReportingLines.Line::employeeId,
        ReportingLineView::of);
  }

  @Transactional
  public List<EmployeeView> manager(@Source List<ReportingLineView> asked) {
    return Batch.each(asked, ReportingLineView::managerKey, colleagues::byIds);
  }

  private static List<Integer> keys(List<EmployeeView> employees) {
    return employees.stream().map(EmployeeView::key).toList();
  }
}
