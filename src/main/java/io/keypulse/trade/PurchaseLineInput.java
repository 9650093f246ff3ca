package io.keypulse.trade;

import io.keypulse.account.AccountView;
import io.keypulse.platform.Channel;
import io.keypulse.platform.Decimal;
import io.keypulse.platform.ExternalId;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Text;
import io.keypulse.platform.Today;
import io.smallrye.graphql.api.Nullable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;

@Input("PurchaseLineInput")
@Description("A line as its invoice or credit note says it; texts of at most 200 characters.")
public record PurchaseLineInput(
    @Id String accountId,
    @Nullable
        @Description("CREDIT_NOTE for a negative amount and else INVOICE, unless said.")
        @org.jspecify.annotations.Nullable
        PurchaseType type,
    @Nullable
        @Description(
            "The number of the invoice or credit note; lines of one are one order. The line is one of its own when left out.")
        @org.jspecify.annotations.Nullable
        String document,
    @Description("At most a year ahead.") LocalDate on,
    String category,
    @Nullable
        @Description("Together with its unit: at most four decimals.")
        @org.jspecify.annotations.Nullable
        Decimal quantity,
    @Nullable @org.jspecify.annotations.Nullable String unit,
    @Description("At most two decimals; below zero on a credit note.") Decimal netAmount,
    @Nullable
        @Description(
            "In the same currency and of the same sign as the amount; left out where nobody knows it, which is not zero.")
        @org.jspecify.annotations.Nullable
        Decimal cost,
    @Description("ISO 4217.") String currency,
    @Nullable @org.jspecify.annotations.Nullable OrderChannel orderChannel,
    @Nullable @Description("MANUAL unless said.") @org.jspecify.annotations.Nullable
        Channel channel) {
  private static final int LONGEST = 200;

  int accountKey(String within) {
    return GlobalId.parseInt(AccountView.TYPE, accountId, within + "accountId");
  }

  /**
   * @param within where this stands in what was sent, to name its fields
   * @throws Refused INVALID, naming the field
   */
  TradeRegister.Line line(String within, ExternalId id, LocalDate today) {
    BigDecimal net = netAmount.amount(within + "netAmount");
    String number = Text.optionalLine(within + "document", document, LONGEST);
    TradeRegister.Line line =
        new TradeRegister.Line(
            id,
            accountKey(within),
            Optional.ofNullable(type).orElseGet(() -> PurchaseType.of(net)),
            number == null ? id.value() : number,
            TradeRegister.Line.dated(
                within + "on",
                Objects.requireNonNull(Today.checkedOrOpen(within + "on", on)),
                today),
            Text.line(within + "category", category, LONGEST),
            quantity == null ? null : quantity.quantity(within + "quantity"),
            Text.optionalLine(within + "unit", unit, LONGEST),
            net,
            cost == null ? null : cost.amount(within + "cost"),
            Text.currency(within + "currency", currency),
            orderChannel,
            channel == null ? Channel.MANUAL : channel);
    line.faultOfCost()
        .ifPresent(
            fault -> {
              throw Refused.invalid(within + "cost", fault);
            });
    return line;
  }
}
