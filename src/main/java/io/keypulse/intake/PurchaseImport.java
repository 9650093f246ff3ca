package io.keypulse.intake;

import io.keypulse.account.AccountRegister;
import io.keypulse.platform.ExternalId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

@ApplicationScoped
class PurchaseImport implements Importer<PurchaseImport.Row> {
  @Inject AccountRegister accounts;

  record Row(
      ExternalId id,
      ExternalId account,
      LocalDate on,
      String category,
      BigDecimal net,
      BigDecimal cost,
      String currency) {}

  @Override
  public String kind() {
    return "purchases";
  }

  @Override
  public Set<String> required() {
    return Set.of(
        "account_external_id", "date", "category", "net_amount", "cost_amount", "currency");
  }

  @Override
  public Set<String> optional() {
    return Set.of();
  }

  @Override
  public Row parse(CsvRow row) {
    return new Row(
        row.id(),
        row.requiredReference("account_external_id"),
        row.date("date"),
        row.text("category"),
        row.amount("net_amount"),
        row.amount("cost_amount"),
        row.matching(
            "currency",
            "[A-Z]{3}",
            "Write the currency as three letters of ISO 4217, for example EUR."));
  }

  @Override
  public ExternalId id(Row row) {
    return row.id();
  }

  @Override
  public List<Outcome> put(List<Row> rows) {
    Map<ExternalId, Integer> known = accounts.ids(rows.stream().map(Row::account).toList());
    return Batches.put(
        rows,
        row ->
            known.containsKey(row.account())
                ? Optional.empty()
                : Optional.of(Rejection.unknown("account_external_id", row.account())),
        good -> accounts.putPurchases(good.stream().map(row -> withAccount(row, known)).toList()));
  }

  private static AccountRegister.PurchaseRow withAccount(Row row, Map<ExternalId, Integer> known) {
    int account = Objects.requireNonNull(known.get(row.account()));
    return new AccountRegister.PurchaseRow(
        row.id(), account, row.on(), row.category(), row.net(), row.cost(), row.currency());
  }
}
