package io.keypulse.account;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Node;
import io.keypulse.platform.PageInfo;
import io.keypulse.platform.Provenance;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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
    @Description("The system it first came from, and what that system calls it.") String source,
    String externalId,
    String name,
    @Description("As registered, where it differs from the name in use.")
        Optional<String> legalName,
    @Description("Number for value added tax or the like, as the country writes it.")
        Optional<String> taxId,
    @Description("ISO 3166, two letters.") String country,
    String segment,
    AccountLifecycle lifecycle,
    @Description("Since when it is kept for its history only; absent while it is an account.")
        Optional<OffsetDateTime> archivedAt,
    @Description("Counts its changes; name it as expectedVersion when you change it.") int version,
    Provenance provenance,
    @Ignore int key,
    @Ignore int teamId,
    @Ignore Optional<Integer> mergedIntoKey)
    implements Node {
  public static final String TYPE = "Account";

  static AccountView of(Account account) {
    return new AccountView(
        GlobalId.of(TYPE, account.id),
        account.source,
        account.externalId,
        account.name,
        Optional.ofNullable(account.legalName),
        Optional.ofNullable(account.taxId),
        account.country,
        account.segment,
        account.lifecycle,
        Optional.ofNullable(account.archivedAt).map(at -> at.atOffset(ZoneOffset.UTC)),
        account.version,
        Provenance.of(
            account.channel.name(), account.source, account.recordedAt, account.recordedBy),
        account.id,
        account.teamId,
        Optional.ofNullable(account.mergedIntoId));
  }

  @Name("AccountEdge")
  public record Edge(String cursor, AccountView node) {}

  @Name("AccountConnection")
  @Description("A page of accounts in the order asked for.")
  public record Connection(
      List<@NonNull Edge> edges,
      List<@NonNull AccountView> nodes,
      PageInfo pageInfo,
      @Description("How many accounts the filter leaves of those that this viewer sees.")
          Optional<Integer> totalCount) {}
}
