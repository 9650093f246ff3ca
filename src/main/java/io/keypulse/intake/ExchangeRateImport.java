package io.keypulse.intake;

import io.keypulse.platform.Change;
import io.keypulse.platform.ExternalId;
import io.keypulse.platform.Text;
import io.keypulse.trade.TradeRegister;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;

@ApplicationScoped
class ExchangeRateImport implements Importer<TradeRegister.Rate> {
  @Inject TradeRegister trade;

  @Override
  public String kind() {
    return "exchange-rates";
  }

  @Override
  public Set<String> required() {
    return Set.of("date", "base", "quote", "rate");
  }

  @Override
  public Set<String> optional() {
    return Set.of(ToldChannel.COLUMN);
  }

  @Override
  public TradeRegister.Rate parse(CsvRow row) {
    return new TradeRegister.Rate(
        row.id(),
        row.checked("base", code -> Text.currency("base", code)),
        row.checked("quote", code -> Text.currency("quote", code)),
        row.date("date"),
        row.checked("rate", row.number("rate"), TradeRegister.Rate::checked),
        ToldChannel.of(row));
  }

  @Override
  public ExternalId id(TradeRegister.Rate row) {
    return row.id();
  }

  @Override
  public List<Outcome> put(List<TradeRegister.Rate> rows) {
    List<Change> changes = trade.putRates(rows);
    return changes.stream().<Outcome>map(Outcome.Done::new).toList();
  }
}
