package io.keypulse.team;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.keypulse.platform.Batch;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.Period;
import io.keypulse.platform.Today;
import io.keypulse.platform.Viewer;
import io.keypulse.staff.EmployeeView;
import io.smallrye.graphql.api.Nullable;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;

/** From an employee to the teams they serve in. */
@GraphQLApi
public class MembershipApi {
  @Inject Memberships memberships;
  @Inject TeamRegister teams;
  @Inject CurrentViewer viewer;
  @Inject Today today;

  @Description(
      "Their parts in teams on that day, today unless said, or on any day of a period; what they lead first.")
  @Transactional
  public List<List<@NonNull TeamMemberView>> memberships(
      @Source List<EmployeeView> asked,
      @Nullable @org.jspecify.annotations.Nullable LocalDate asOf,
      @Nullable @org.jspecify.annotations.Nullable Period period) {
    boolean everySite = viewer.require().access() != Viewer.Access.MEMBER;
    List<Integer> people = asked.stream().map(EmployeeView::key).toList();
    Map<Integer, List<TeamMemberView>> byEmployee =
        memberships.ofEmployees(people, today.within(asOf, period), everySite).stream()
            .collect(
                groupingBy(Memberships.Member::employeeId, mapping(TeamMemberView::of, toList())));
    return Batch.lists(asked, EmployeeView::key, byEmployee);
  }

  @Transactional
  public List<TeamView> team(@Source List<TeamMemberView> members) {
    return Batch.each(members, TeamMemberView::teamId, teams::views);
  }
}
