package io.keypulse.team;

import io.keypulse.platform.Chance;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Idempotency;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Text;
import io.keypulse.platform.Today;
import io.keypulse.staff.Colleagues;
import io.keypulse.staff.EmployeeView;
import io.keypulse.staff.Wording;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

@GraphQLApi
public class TeamChangeApi {
  private static final int LONGEST = 200;
  private static final int MOST_FUNCTIONS = 30;

  @Inject Teams teams;
  @Inject HeldMemberships memberships;
  @Inject MemberChanges members;
  @Inject TeamPolicies policies;
  @Inject TeamRights rights;
  @Inject Colleagues colleagues;
  @Inject Idempotency idempotency;
  @Inject CurrentViewer viewer;
  @Inject Chance chance;
  @Inject Today today;

  @Name("TeamPolicy")
  @Description("What is expected of every team.")
  public record PolicyView(
      @Description("In capitals, as functions of employees are.") List<@NonNull String> functions,
      int version) {
    static PolicyView of(TeamPolicies.Policy policy) {
      return new PolicyView(policy.expected(), policy.version());
    }
  }

  @Input("TeamCreateInput")
  public record TeamCreate(
      String name,
      @io.smallrye.graphql.api.Nullable @Description("keypulse when left out.")
          @Nullable String source,
      @io.smallrye.graphql.api.Nullable @Description("Made when left out.")
          @Nullable String externalId,
      @io.smallrye.graphql.api.Nullable
          @Description("Any text of your own: sent again, the same team is returned.")
          @Nullable String idempotencyKey) {}

  @Input("TeamUpdateInput")
  public record TeamUpdate(
      @Id String id,
      int expectedVersion,
      @io.smallrye.graphql.api.Nullable @Description("Stays when left out.")
          @Nullable String name) {}

  @Input("TeamMemberEndInput")
  public record TeamMemberEnd(
      @Id String id,
      @io.smallrye.graphql.api.Nullable
          @Description("First day on which it no longer holds; today when left out.")
          @Nullable LocalDate until,
      int expectedVersion) {}

  @Input("TeamPolicySetInput")
  public record TeamPolicySet(List<@NonNull String> functions, int expectedVersion) {}

  @Query("teamPolicy")
  @Transactional
  public PolicyView teamPolicy() {
    viewer.require();
    return PolicyView.of(policies.current());
  }

  @Mutation("teamPolicySet")
  @Description("For administrators.")
  @Transactional
  public PolicyView teamPolicySet(TeamPolicySet input) {
    viewer.requireAdmin();
    if (input.functions().size() > MOST_FUNCTIONS) {
      throw Refused.invalid("functions", "Expect at most " + MOST_FUNCTIONS + " functions.");
    }
    List<String> functions =
        input.functions().stream()
            .map(function -> Wording.function(Text.line("functions", function, LONGEST)))
            .distinct()
            .toList();
    return PolicyView.of(
        policies
            .set(functions, input.expectedVersion())
            .orElseThrow(() -> Refused.conflict(policies.current().version())));
  }

  @Mutation("teamCreate")
  @Description("For administrators. ALREADY_EXISTS when the external id is taken.")
  @Transactional
  public TeamView teamCreate(TeamCreate input) {
    viewer.requireAdmin();
    String name = Text.line("name", input.name(), LONGEST);
    String source = Text.optionalLine("source", input.source(), LONGEST);
    String externalId = Text.optionalLine("externalId", input.externalId(), LONGEST);
    long id =
        idempotency.once(
            "teamCreate",
            input.idempotencyKey(),
            input,
            () ->
                teams.create(
                    source == null ? "keypulse" : source,
                    externalId == null ? chance.key().toString() : externalId,
                    name));
    return present((int) id);
  }

  @Mutation("teamUpdate")
  @Description("For administrators.")
  @Transactional
  public TeamView teamUpdate(TeamUpdate input) {
    viewer.requireAdmin();
    int id = team(input.id(), "id");
    Refused.unlessCurrent(input.expectedVersion(), teams.lockedVersion(id));
    if (input.name() != null) {
      teams.rename(id, Text.line("name", input.name(), LONGEST));
    }
    return present(id);
  }

  @Mutation("teamMemberAssign")
  @Description(
      "For administrators, the team's lead and whoever stands above the lead. From the first day on they see the team's accounts.")
  @Transactional
  public TeamView teamMemberAssign(TeamMemberAssign input) {
    int team = team(input.teamId(), "teamId");
    rights.requireLeadOrAbove(team);
    LocalDate since = today.or("since", input.since());
    EmployeeView employee = employee(input.employeeId()).atWork(since, "employeeId");
    @Nullable LocalDate until = Today.checkedOrOpen("until", input.until());
    if (until != null && !until.isAfter(since)) {
      throw Refused.invalid("until", "Name a day after the first one.");
    }
    idempotency.once(
        "teamMemberAssign",
        input.idempotencyKey(),
        input,
        () ->
            members.assign(
                team, employee.key(), input.functionOr(employee.function()), input, since, until));
    return present(team);
  }

  @Mutation("teamMemberUpdate")
  @Description(
      "For administrators, the team's lead and whoever stands above the lead. The membership goes on as the same one.")
  @Transactional
  public TeamView teamMemberUpdate(TeamMemberUpdate input) {
    HeldMemberships.Held held = held(input.id());
    rights.requireLeadOrAbove(held.teamId());
    Refused.unlessCurrent(input.expectedVersion(), held.version());
    members.update(held, input);
    return present(held.teamId());
  }

  @Mutation("teamMemberEnd")
  @Description(
      "For administrators, the team's lead and whoever stands above the lead; what has not begun is taken back, what has been stays.")
  @Transactional
  public TeamView teamMemberEnd(TeamMemberEnd input) {
    HeldMemberships.Held held = held(input.id());
    rights.requireLeadOrAbove(held.teamId());
    Refused.unlessCurrent(input.expectedVersion(), held.version());
    members.end(held, "until", today.or("until", input.until()));
    return present(held.teamId());
  }

  private HeldMemberships.Held held(String globalId) {
    viewer.requireToChange();
    return memberships
        .locked(GlobalId.parseInt(TeamMemberView.TYPE, globalId, "id"))
        .orElseThrow(() -> Refused.notFound("id", "There is no such member."));
  }

  private int team(String globalId, String field) {
    int id = GlobalId.parseInt(TeamView.TYPE, globalId, field);
    if (id == Team.UNASSIGNED || teams.findByIdOptional(id).isEmpty()) {
      throw Refused.notFound(field, "There is no such team.");
    }
    return id;
  }

  private EmployeeView employee(String globalId) {
    int id = GlobalId.parseInt(EmployeeView.TYPE, globalId, "employeeId");
    return Optional.ofNullable(colleagues.byIds(List.of(id)).get(id))
        .orElseThrow(() -> Refused.notFound("employeeId", "There is no such employee."));
  }

  private TeamView present(int id) {
    teams.getEntityManager().clear();
    return TeamView.of(teams.findById(id));
  }
}
