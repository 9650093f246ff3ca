package io.keypulse.team;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import io.keypulse.account.AccountView;
import io.keypulse.platform.Batch;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Page;
import io.keypulse.platform.Selection;
import io.keypulse.staff.Colleagues;
import io.keypulse.staff.EmployeeView;
import io.smallrye.graphql.api.Nullable;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
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
  @Inject Colleagues colleagues;
  @Inject CurrentViewer viewer;

  @Query("teams")
  @Description("All teams, by name. first: 1 to 100, 25 unless said.")
  @Transactional
  public TeamView.Connection teams(@Nullable Integer first, @Nullable String after) {
    viewer.require();
    Page page = Page.of("teams", first, after);
    Page.Slice<TeamView> slice =
        page.slice(
            teams.page(page).stream().map(TeamView::of).toList(),
            team -> new Page.Key(team.name(), team.key()));
    return new TeamView.Connection(
        slice.edges(TeamView.Edge::new),
        slice.rows(),
        slice.pageInfo(),
        Selection.has("totalCount") ? Optional.of((int) teams.count("id > 0")) : Optional.empty());
  }

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

  @Description("Who is in it; the account manager first.")
  @Transactional
  public List<List<@NonNull TeamMemberView>> members(@Source List<TeamView> asked) {
    Map<Integer, List<TeamMemberView>> byTeam =
        teams.members(asked.stream().map(TeamView::key).toList()).stream()
            .collect(groupingBy(member -> member.teamId, mapping(TeamMemberView::of, toList())));
    return Batch.lists(asked, TeamView::key, byTeam);
  }

  @Description("How many accounts it serves that this viewer may see.")
  @Transactional
  public List<Integer> accountCount(@Source List<TeamView> asked) {
    Map<Integer, Integer> byTeam =
        teams.sizes(asked.stream().map(TeamView::key).toList()).stream()
            .collect(toMap(Teams.Size::teamId, Teams.Size::accounts));
    return asked.stream().map(team -> byTeam.getOrDefault(team.key(), 0)).toList();
  }

  @Transactional
  public List<EmployeeView> employee(@Source List<TeamMemberView> members) {
    List<Integer> ids = members.stream().map(TeamMemberView::employeeId).toList();
    return Batch.each(members, TeamMemberView::employeeId, colleagues.byIds(ids));
  }
}
