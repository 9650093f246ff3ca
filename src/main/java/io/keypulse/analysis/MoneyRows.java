package io.keypulse.analysis;

import io.keypulse.platform.Money;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What stands with the dissatisfied; amounts are in the currency that the note names. */
record MoneyRows(FigureRows rows, MoneyView money) {
  void write(List<MoneyView.OfAspect> byAspect) {
    rows.note("PURCHASES", "FROM", money.from());
    rows.note("PURCHASES", "TO", money.to());
    money.withoutRate().forEach(currency -> rows.note("PURCHASES", "WITHOUT_RATE", currency));
    rows.write("MONEY_AT_RISK", "REVENUE", revenue());
    money
        .grossProfitShare()
        .ifPresent(
            share ->
                rows.write(
                    "MONEY_AT_RISK",
                    "GROSS_PROFIT",
                    profit(money.grossProfitAtRisk().orElseThrow(), share)));
    byAspect.forEach(one -> rows.write("MONEY_AT_RISK", one.aspect().name(), aspect(one)));
  }

  private Map<String, String> revenue() {
    Map<String, String> cells =
        worth(
            cells(money.revenueAtRisk(), money.share(), money.lowestShare(), money.highestShare()),
            money.accounts(),
            money.effectiveAccounts(),
            money.wide());
    cells.put("of", amount(money.revenue()));
    return cells;
  }

  private static Map<String, String> worth(
      Map<String, String> cells, int accounts, double effective, boolean wide) {
    cells.put("population", FigureRows.number(accounts));
    cells.put("effective", FigureRows.tenths(effective));
    cells.put("wide", Boolean.toString(wide));
    return cells;
  }

  private static Map<String, String> profit(Money atRisk, MoneyView.ShareOfProfit share) {
    Map<String, String> cells =
        cells(atRisk, share.share(), share.lowestShare(), share.highestShare());
    cells.put("effective", FigureRows.tenths(share.effectiveAccounts()));
    return cells;
  }

  private static Map<String, String> aspect(MoneyView.OfAspect one) {
    return worth(
        cells(one.revenueAtRisk(), one.share(), one.lowestShare(), one.highestShare()),
        one.accounts(),
        one.effectiveAccounts(),
        one.wide());
  }

  private static Map<String, String> cells(
      Money atRisk, double share, double lowest, double highest) {
    Map<String, String> cells = new HashMap<>();
    cells.put("count", amount(atRisk));
    cells.put("share", FigureRows.share(share));
    cells.put("lowest", FigureRows.share(lowest));
    cells.put("highest", FigureRows.share(highest));
    cells.put("note", atRisk.currency());
    return cells;
  }

  private static String amount(Money money) {
    return money.amount().toString();
  }
}
