package io.keypulse.account;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.PageInfo;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("Account")
@Description("A company that buys from us.")
public record AccountView(
    @Id String id,
    @Description("The system it was imported from, and what that system calls it.") String source,
    String externalId,
    String name,
    @Description("ISO 3166, two letters.") String country,
    String segment,
    @Ignore int key,
    @Ignore int teamId) {
  public static final String TYPE = "Account";

  static AccountView of(Account account) {
    return new AccountView(
        GlobalId.of(TYPE, account.id),
        account.source,
        account.externalId,
        account.name,
        account.country,
        account.segment,
        account.id,
        account.teamId);
  }

  @Name("AccountEdge")
  public record Edge(String cursor, AccountView node) {}

  @Name("AccountConnection")
  @Description("A page of accounts in the order asked for.")
  public record Connection(
      List<@NonNull Edge> edges,
      List<@NonNull AccountView> nodes,
      PageInfo pageInfo,
      @Description("How many accounts this viewer sees in all.") Optional<Integer> totalCount) {}
}
