package io.keypulse.keystatus;

import io.keypulse.account.AccountView;
import io.keypulse.platform.PageInfo;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("KeyAccount")
@Description("An account that is key on the day asked for, and the decision that makes it so.")
public record KeyAccountView(AccountView account, KeyDecisionView decision) {
  @Name("KeyAccountEdge")
  public record Edge(String cursor, KeyAccountView node) {}

  @Name("KeyAccountConnection")
  @Description("A page of key accounts, by name.")
  public record Connection(
      List<@NonNull Edge> edges,
      List<@NonNull KeyAccountView> nodes,
      PageInfo pageInfo,
      Optional<Integer> totalCount) {}
}
