package io.keypulse.trade;

import io.keypulse.account.Customers;
import io.keypulse.account.ExternalIdInput;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.ExternalId;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Idempotency;
import io.keypulse.platform.RefusalCode;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Today;
import io.smallrye.graphql.api.Nullable;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Mutation;

/** Single lines by hand; the many come from the system that writes the invoices. */
@GraphQLApi
public class PurchaseLineChangeApi {
  private static final String ACCOUNT = "line.accountId";

  @Inject Purchases purchases;
  @Inject GivenPurchases given;
  @Inject TradeRegister register;
  @Inject Customers customers;
  @Inject Idempotency idempotency;
  @Inject CurrentViewer viewer;
  @Inject Today today;

  @Input("PurchaseLineRecordInput")
  public record Recorded(
      PurchaseLineInput line,
      @Nullable
          @Description("Keypulse makes one up when left out.")
          @org.jspecify.annotations.Nullable
          ExternalIdInput externalId,
      @Nullable
          @Description("Sent again with the same key, the first line is returned.")
          @org.jspecify.annotations.Nullable
          String idempotencyKey) {}

  @Input("PurchaseLineCorrectInput")
  public record Corrected(
      @Id @Description("The line that counts.") String lineId,
      @Description("As it should have been, whole: what is left out is absent.")
          PurchaseLineInput line) {}

  @Mutation("purchaseLineRecord")
  @Description(
      "For administrators. ALREADY_EXISTS when a line that counts has the external id; NOT_FOUND for an unknown account,"
          + " WRONG_STATE for an archived one.")
  @Transactional
  public PurchaseLineView purchaseLineRecord(Recorded input) {
    viewer.requireAdmin();
    long id =
        idempotency.once("purchaseLineRecord", input.idempotencyKey(), input, () -> record(input));
    return PurchaseLineView.of(purchases.byId(id).orElseThrow(Idempotency::noLongerThere));
  }

  @Mutation("purchaseLineCorrect")
  @Description(
      "For administrators. The correction is a line of its own with the same external id; the one before stays, counts no"
          + " longer and cannot be corrected again (WRONG_STATE). The same again changes nothing. Lines of an archived account are corrected where they are; none"
          + " goes there from another.")
  @Transactional
  public PurchaseLineView purchaseLineCorrect(Corrected input) {
    viewer.requireAdmin();
    Purchases.Said before =
        purchases
            .locked(GlobalId.parse(PurchaseLineView.TYPE, input.lineId(), "lineId"))
            .orElseThrow(() -> Refused.notFound("lineId", "There is no such line."));
    if (before.supersededAt() != null) {
      throw Refused.wrongState(
          "lineId", "This line was corrected meanwhile; correct the one that took its place.");
    }
    ExternalId id = new ExternalId(before.source(), before.externalId());
    TradeRegister.Line line = input.line().line("line.", id, today.get());
    if (line.accountId() != before.accountId()) {
      customers.living(line.accountId(), ACCOUNT);
    }
    register.correct(line);
    return PurchaseLineView.of(purchases.current(id).orElseThrow());
  }

  private long record(Recorded input) {
    ExternalId id = ExternalIdInput.orNew("externalId", input.externalId());
    TradeRegister.Line line = input.line().line("line.", id, today.get());
    customers.living(line.accountId(), ACCOUNT);
    List<ExternalId> added = given.add(List.of(line));
    if (added.isEmpty()) {
      throw new Refused(
          RefusalCode.ALREADY_EXISTS,
          "externalId",
          "There is a line with this external id; correct that one.");
    }
    return purchases.current(id).orElseThrow().id();
  }
}
