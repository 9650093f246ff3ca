package io.keypulse.trade;

import io.keypulse.platform.Decimal;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Money;
import io.keypulse.platform.Node;
import io.keypulse.platform.PageInfo;
import io.keypulse.platform.Provenance;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("PurchaseLine")
@Description("A line of an invoice or a credit note, as the document says it.")
public record PurchaseLineView(
    @Id String id,
    @Description("What the system it came from calls it; its correction has the same.")
        String externalId,
    PurchaseType type,
    @Description("The number of the invoice or credit note.") String document,
    LocalDate on,
    String category,
    Optional<Decimal> quantity,
    @Description("Of the quantity; absent with it.") Optional<String> unit,
    @Description("Below zero on a credit note.") Money netAmount,
    @Description("Absent where nobody knows it.") Optional<Money> cost,
    @Description("Absent where nobody said it.") Optional<OrderChannel> orderChannel,
    @Description("When its correction took its place; absent for the line that counts.")
        Optional<OffsetDateTime> supersededAt,
    Provenance provenance,
    @Ignore long key,
    @Ignore int accountKey)
    implements Node {
  public static final String TYPE = "PurchaseLine";

  static PurchaseLineView of(Purchases.Said line) {
    return new PurchaseLineView(
        GlobalId.of(TYPE, line.id()),
        line.externalId(),
        PurchaseType.valueOf(line.type()),
        line.document(),
        line.on(),
        line.category(),
        Optional.ofNullable(line.quantity()).map(Decimal::new),
        Optional.ofNullable(line.unit()),
        Money.of(line.net(), line.currency()),
        Optional.ofNullable(line.cost()).map(cost -> Money.of(cost, line.currency())),
        Optional.ofNullable(line.orderChannel()).map(OrderChannel::valueOf),
        Optional.ofNullable(line.supersededAt()).map(at -> at.atOffset(ZoneOffset.UTC)),
        Provenance.of(line.channel(), line.source(), line.recordedAt(), line.recordedBy()),
        line.id(),
        line.accountId());
  }

  @Name("PurchaseLineEdge")
  public record Edge(String cursor, PurchaseLineView node) {}

  @Name("PurchaseLineConnection")
  @Description("A page of purchase lines, the newest first.")
  public record Connection(
      List<@NonNull Edge> edges,
      List<@NonNull PurchaseLineView> nodes,
      PageInfo pageInfo,
      Optional<Integer> totalCount) {}
}
