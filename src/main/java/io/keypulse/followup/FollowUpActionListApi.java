package io.keypulse.followup;

import static java.util.stream.Collectors.toMap;

import io.keypulse.platform.Batch;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.Page;
import io.keypulse.platform.PageInfo;
import io.keypulse.platform.Selection;
import io.keypulse.platform.Viewer;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/** What somebody has to do, whatever the case. */
@GraphQLApi
public class FollowUpActionListApi {
  @Inject FollowUpActions actions;
  @Inject FollowUps followUps;
  @Inject FollowUpApi cases;
  @Inject CurrentViewer viewer;

  @Name("FollowUpActionEdge")
  public record Edge(String cursor, FollowUpWorkView.Action node) {}

  @Name("FollowUpActionConnection")
  @Description("A page of actions, the next due first.")
  public record Connection(
      List<@NonNull Edge> edges,
      List<FollowUpWorkView.@NonNull Action> nodes,
      PageInfo pageInfo,
      Optional<Integer> totalCount) {}

  @Query("followUpActions")
  @Description(
      "What is done, or has to be, about cases at the accounts this viewer sees, the next due first; one's own that are left with open: true and oneself as owner. first: 1 to 100, 25 unless said.")
  @Transactional
  public Connection followUpActions(
      @io.smallrye.graphql.api.Nullable @Nullable Integer first,
      @io.smallrye.graphql.api.Nullable @Nullable String after,
      @io.smallrye.graphql.api.Nullable @Nullable FollowUpActionFilter filter) {
    Viewer current = viewer.require();
    FollowUpActionFilter asked = filter == null ? FollowUpActionFilter.ALL : filter;
    Page page = Page.of("followUpActions", asked, first, after);
    Page.Slice<FollowUpWorkView.Action> slice =
        page.slice(
            actions.page(page, asked).stream()
                .map(action -> FollowUpWorkView.Action.of(action, current))
                .toList(),
            action -> new Page.Key(action.dueOn().toString(), action.key()));
    return new Connection(
        slice.edges(Edge::new),
        slice.rows(),
        slice.pageInfo(),
        Selection.has("totalCount") ? Optional.of(actions.number(asked)) : Optional.empty());
  }

  @Description("The case that it is about.")
  @Transactional
  public List<FollowUpView> followUp(@Source List<FollowUpWorkView.Action> asked) {
    return Batch.each(
        asked,
        FollowUpWorkView.Action::followUpKey,
        keys ->
            cases.views(followUps.list("id in ?1", keys)).stream()
                .collect(toMap(FollowUpView::key, one -> one)));
  }
}
