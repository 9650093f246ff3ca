package io.keypulse.analysis;

import io.keypulse.platform.Money;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What stands with the dissatisfied. */
record MoneyRows(FigureRows rows, MoneyView money) {
  void write(List<MoneyView.OfAspect> byAspect, List<MoneyView.WithheldAspect> withheld) {
    rows.note("PURCHASES", "FROM", money.from());
    rows.note("PURCHASES", "TO", money.to());
    money.withoutRate().forEach(currency -> rows.note("PURCHASES", "WITHOUT_RATE", currency));
    write(
        "REVENUE",
        money.revenueAtRisk(),
        money.revenue(),
        new Part(
            money.share(),
            money.lowestShare(),
            money.highestShare(),
            money.accounts(),
            money.population(),
            money.effectiveAccounts(),
            money.wide()));
    money
        .grossProfitShare()
        .ifPresent(
            profit ->
                write(
                    "GROSS_PROFIT",
                    money.grossProfitAtRisk().orElseThrow(),
                    profit.grossProfit(),
                    new Part(
                        profit.share(),
                        profit.lowestShare(),
                        profit.highestShare(),
                        profit.accounts(),
                        money.population(),
                        profit.effectiveAccounts(),
                        profit.wide())));
    money
        .grossProfitWithheld()
        .ifPresent(why -> rows.write("MONEY_AT_RISK", "GROSS_PROFIT", FigureRows.why(why)));
    byAspect.forEach(
        one ->
            write(
                one.aspect().name(),
                one.revenueAtRisk(),
                one.revenue(),
                new Part(
                    one.share(),
                    one.lowestShare(),
                    one.highestShare(),
                    one.accounts(),
                    one.population(),
                    one.effectiveAccounts(),
                    one.wide())));
    withheld.forEach(
        one -> rows.write("MONEY_AT_RISK", one.aspect().name(), FigureRows.why(one.why())));
  }

  /**
   * What of an amount stands with the dissatisfied.
   *
   * @param effective how many accounts of equal amounts it is worth
   */
  private record Part(
      double share,
      double lowest,
      double highest,
      int accounts,
      int population,
      double effective,
      boolean wide) {}

  private void write(String name, Money atRisk, Money of, Part part) {
    Map<String, String> cells = new HashMap<>();
    cells.put("count", amount(atRisk));
    cells.put("of", amount(of));
    cells.put("currency", of.currency());
    cells.put("accounts", FigureRows.number(part.accounts()));
    cells.put("population", FigureRows.number(part.population()));
    cells.put("share", FigureRows.share(part.share()));
    cells.put("lowest", FigureRows.share(part.lowest()));
    cells.put("highest", FigureRows.share(part.highest()));
    cells.put("note", money.method().name());
    cells.put("effective", FigureRows.tenths(part.effective()));
    cells.put("wide", Boolean.toString(part.wide()));
    rows.write("MONEY_AT_RISK", name, cells);
  }

  private static String amount(Money money) {
    return money.amount().toString();
  }
}
