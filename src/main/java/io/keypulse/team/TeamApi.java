package io.keypulse.team;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import io.keypulse.account.AccountView;
import io.keypulse.platform.Batch;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Period;
import io.keypulse.platform.Today;
import io.keypulse.platform.Viewer;
import io.keypulse.staff.Colleagues;
import io.keypulse.staff.EmployeeView;
import io.smallrye.graphql.api.Nullable;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
public class TeamApi {
  @Inject Teams teams;
  @Inject Memberships memberships;
  @Inject TeamPolicies policies;
  @Inject Colleagues colleagues;
  @Inject CurrentViewer viewer;
  @Inject Today today;

  @Query("team")
  @Description("One team; null when there is none.")
  @Transactional
  public Optional<TeamView> team(@Id String id) {
    viewer.require();
    return teams.findByIdOptional(GlobalId.parseInt(TeamView.TYPE, id, "id")).map(TeamView::of);
  }

  @Description("The team that serves this account.")
  @Transactional
  public List<TeamView> team(@Source List<AccountView> accounts) {
    Map<Integer, TeamView> byId =
        teams.byIds(accounts.stream().map(AccountView::teamId).distinct().toList()).stream()
            .map(TeamView::of)
            .collect(toMap(TeamView::key, team -> team));
    return Batch.each(accounts, AccountView::teamId, byId);
  }

  @Description(
      "Who is in it on that day, today unless said, or on any day of a period; the account manager first.")
  @Transactional
  public List<List<@NonNull TeamMemberView>> members(
      @Source List<TeamView> asked,
      @Nullable @org.jspecify.annotations.Nullable LocalDate asOf,
      @Nullable @org.jspecify.annotations.Nullable Period period) {
    boolean everySite = viewer.require().access() != Viewer.Access.MEMBER;
    Map<Integer, List<TeamMemberView>> byTeam =
        memberships.of(keys(asked), today.within(asOf, period), everySite).stream()
            .collect(groupingBy(Memberships.Member::teamId, mapping(TeamMemberView::of, toList())));
    return Batch.lists(asked, TeamView::key, byTeam);
  }

  @Description(
      "The account manager of its accounts on that day, today unless said; none where vacant.")
  @Transactional
  public @Nullable List<@org.jspecify.annotations.Nullable EmployeeView> lead(
      @Source List<TeamView> asked, @Nullable @org.jspecify.annotations.Nullable LocalDate asOf) {
    Map<Integer, Integer> leads =
        memberships.leads(keys(asked), today.or(asOf)).stream()
            .collect(toMap(Memberships.Lead::key, Memberships.Lead::employeeId));
    return Batch.eachOrNull(asked, team -> leads.get(team.key()), colleagues.byIds(leads.values()));
  }

  @Description("The functions of those who serve in it on that day, today unless said.")
  @Transactional
  public List<List<@NonNull String>> functionsCovered(
      @Source List<TeamView> asked, @Nullable @org.jspecify.annotations.Nullable LocalDate asOf) {
    return Batch.lists(asked, TeamView::key, functions(asked, asOf));
  }

  @Description(
      "Functions that the policy expects and nobody in it has on that day, today unless said.")
  @Transactional
  public List<List<@NonNull String>> functionsMissing(
      @Source List<TeamView> asked, @Nullable @org.jspecify.annotations.Nullable LocalDate asOf) {
    Map<Integer, List<String>> covered = functions(asked, asOf);
    List<String> expected = policies.current().expected();
    return asked.stream()
        .map(
            team ->
                expected.stream()
                    .filter(one -> !covered.getOrDefault(team.key(), List.of()).contains(one))
                    .toList())
        .toList();
  }

  @Description("How many functions work together in it on that day, today unless said.")
  @Transactional
  public List<TeamView.Status> status(
      @Source List<TeamView> asked, @Nullable @org.jspecify.annotations.Nullable LocalDate asOf) {
    Map<Integer, List<String>> covered = functions(asked, asOf);
    return asked.stream()
        .map(team -> TeamView.Status.of(covered.getOrDefault(team.key(), List.of()).size()))
        .toList();
  }

  private Map<Integer, List<String>> functions(
      List<TeamView> asked, @org.jspecify.annotations.Nullable LocalDate asOf) {
    return memberships.functions(keys(asked), today.or(asOf)).stream()
        .collect(
            groupingBy(
                Memberships.Covered::teamId, mapping(Memberships.Covered::function, toList())));
  }

  @Description("How many living accounts it serves that this viewer may see.")
  @Transactional
  public List<Integer> accountCount(@Source List<TeamView> asked) {
    Map<Integer, Integer> byTeam =
        teams.sizes(keys(asked)).stream().collect(toMap(Teams.Size::teamId, Teams.Size::accounts));
    return asked.stream().map(team -> byTeam.getOrDefault(team.key(), 0)).toList();
  }

  @Transactional
  public List<EmployeeView> employee(@Source List<TeamMemberView> members) {
    return Batch.each(members, TeamMemberView::employeeId, colleagues::byIds);
  }

  private static List<Integer> keys(List<TeamView> teams) {
    return teams.stream().map(TeamView::key).toList();
  }
}
