package io.keypulse.intake;

import io.keypulse.account.AccountRegister;
import io.keypulse.platform.ExternalId;
import io.keypulse.platform.Text;
import io.keypulse.platform.Today;
import io.keypulse.trade.OrderChannel;
import io.keypulse.trade.PurchaseType;
import io.keypulse.trade.TradeRegister;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;

@ApplicationScoped
class PurchaseImport implements Importer<PurchaseImport.Row> {
  private static final int NOT_YET = 0;

  @Inject AccountRegister accounts;

  @Inject TradeRegister trade;

  @Inject Today today;

  /** A line, its account as the file names it; the line's own account is filled in later. */
  record Row(ExternalId account, TradeRegister.Line line) {}

  @Override
  public String kind() {
    return "purchases";
  }

  @Override
  public Set<String> required() {
    return Set.of("account_external_id", "date", "category", "net_amount", "currency");
  }

  @Override
  public Set<String> optional() {
    return Set.of(
        "cost_amount", "type", "document", "quantity", "unit", "order_channel", ToldChannel.COLUMN);
  }

  @Override
  public Row parse(CsvRow row) {
    ExternalId account = row.requiredReference("account_external_id");
    TradeRegister.Line line =
        new TradeRegister.Line(
            row.id(),
            NOT_YET,
            row.optionalOneOf("type", PurchaseType.class),
            row.optionalText("document"),
            row.checked(
                "date",
                row.date("date"),
                date -> TradeRegister.Line.dated("date", date, today.get())),
            row.text("category"),
            row.optionalQuantity("quantity"),
            row.optionalText("unit"),
            row.amount("net_amount"),
            row.optionalAmount("cost_amount"),
            row.checked("currency", code -> Text.currency("currency", code)),
            row.optionalOneOf("order_channel", OrderChannel.class),
            ToldChannel.of(row));
    line.faultOfCost()
        .ifPresent(
            fault -> {
              throw row.invalid("cost_amount", fault);
            });
    return new Row(account, line);
  }

  @Override
  public ExternalId id(Row row) {
    return row.line().id();
  }

  @Override
  public List<Outcome> put(List<Row> rows) {
    NamedAccounts known = NamedAccounts.of(accounts, rows.stream().map(Row::account));
    return Batches.put(
        rows,
        row -> known.missing("account_external_id", row.account()),
        good ->
            trade.put(good.stream().map(row -> row.line().of(known.id(row.account()))).toList()));
  }
}
