package io.keypulse.keystatus;

import io.keypulse.account.AccountView;
import io.keypulse.platform.PageInfo;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("KeyStatusMove")
@Description("What became of one account's key status between two days, and why.")
public record KeyStatusMoveView(
    KeyMove kind,
    @Description(
            "First day of the decision after; first day no longer key where EXPIRED or ARCHIVED.")
        LocalDate day,
    AccountView account,
    @Description("What made it key on the first day; absent where it was not.")
        Optional<KeyDecisionView> before,
    @Description(
            "The last decision until the last day, which says why; where EXPIRED or ARCHIVED the last that held.")
        KeyDecisionView after) {
  @Name("KeyStatusMoveEdge")
  public record Edge(String cursor, KeyStatusMoveView node) {}

  @Name("KeyStatusCounts")
  @Description("How many accounts did what between two days, whatever the filter says.")
  public record Counts(
      @Description("Key on the first day.") int keyBefore,
      int entered,
      int withdrawn,
      int expired,
      int archived,
      int tierChanged,
      int renewed,
      @Description("Key on both days by the same decision.") int unchanged,
      @Description("Key on the last day.") int keyAfter) {}

  @Name("KeyStatusMoveConnection")
  @Description("A page of moves, by name of the account.")
  public record Connection(
      List<@NonNull Edge> edges,
      List<@NonNull KeyStatusMoveView> nodes,
      PageInfo pageInfo,
      @Description("How many moves the filter leaves.") Optional<Integer> totalCount,
      Counts counts) {}
}
