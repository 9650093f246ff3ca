package io.keypulse.directory;

import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.Page;
import io.keypulse.platform.Selection;
import io.keypulse.platform.Today;
import io.keypulse.team.TeamRegister;
import io.keypulse.team.TeamView;
import io.smallrye.graphql.api.Nullable;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Query;

@GraphQLApi
public class TeamDirectoryApi {
  @Inject TeamDirectory directory;
  @Inject TeamRegister teams;
  @Inject CurrentViewer viewer;
  @Inject Today today;

  @Query("teams")
  @Description("All teams, by name unless said. first: 1 to 100, 25 unless said.")
  @Transactional
  public TeamView.Connection teams(
      @Nullable Integer first,
      @Nullable String after,
      @Nullable TeamFilter filter,
      @Nullable TeamOrder orderBy) {
    viewer.require();
    TeamFilter which = filter == null ? TeamFilter.ALL : filter;
    TeamOrder order = orderBy == null ? TeamOrder.BY_NAME : orderBy;
    Page page = Page.of("teams", List.of(which, order), first, after);
    Page.Slice<FoundIds.Found> slice =
        page.slice(
            directory.page(which, order, today.get(), page),
            found -> new Page.Key(found.place(), found.id()));
    Map<Integer, TeamView> byId =
        teams.views(slice.rows().stream().map(FoundIds.Found::id).toList());
    return new TeamView.Connection(
        slice.edges((cursor, found) -> new TeamView.Edge(cursor, of(found, byId))),
        slice.rows().stream().map(found -> of(found, byId)).toList(),
        slice.pageInfo(),
        Selection.has("totalCount")
            ? Optional.of(directory.number(which, today.get()))
            : Optional.empty());
  }

  private static TeamView of(FoundIds.Found found, Map<Integer, TeamView> byId) {
    return Objects.requireNonNull(byId.get(found.id()));
  }
}
