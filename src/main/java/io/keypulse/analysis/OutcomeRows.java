package io.keypulse.analysis;

import io.keypulse.response.OutcomeRatesView;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What became of those who were drawn, and each response rate with what it is of. */
record OutcomeRows(FigureRows rows, OutcomeRatesView rates) {
  void write() {
    outcome("COMPLETE", rates.complete());
    if (rates.tellsPartial()) {
      outcome("PARTIAL", rates.partial());
    } else {
      rows.note("OUTCOME", "PARTIAL", WithheldReason.CONFIDENTIAL);
    }
    outcome("REFUSED", rates.refused());
    outcome("NO_CONTACT", rates.noContact());
    outcome("OTHER", rates.other());
    outcome("UNKNOWN", rates.unknown());
    outcome("NOT_ELIGIBLE", rates.notEligible());
    int interviewed = rates.complete() + rates.partial();
    double eligible = rates.eligible().orElse(0.0) * rates.unknown();
    complete("RR1", rates.rr1(), known() + rates.unknown());
    rate("RR2", rates.rr2(), interviewed, known() + rates.unknown());
    complete("RR3", rates.rr3(), known() + eligible);
    rate("RR4", rates.rr4(), interviewed, known() + eligible);
    complete("RR5", rates.rr5(), known());
    rate("RR6", rates.rr6(), interviewed, known());
    rate("ELIGIBLE_OF_UNKNOWN", rates.eligible(), known(), known() + rates.notEligible());
  }

  private void outcome(String name, int people) {
    rows.count("OUTCOME", name, people, known() + rates.unknown() + rates.notEligible());
  }

  /** Known to be eligible. */
  private int known() {
    return rates.complete() + rates.partial() + rates.refused() + rates.noContact() + rates.other();
  }

  private void complete(String name, Optional<Double> rate, double of) {
    if (rates.tellsPartial()) {
      rate(name, rate, rates.complete(), of);
    } else {
      rows.note("RESPONSE_RATE", name, WithheldReason.CONFIDENTIAL);
    }
  }

  private void rate(String name, Optional<Double> rate, int count, double of) {
    Map<String, String> cells = new HashMap<>();
    cells.put("count", FigureRows.number(count));
    cells.put("of", FigureRows.tenths(of));
    rate.ifPresent(share -> cells.put("share", FigureRows.share(share)));
    rows.write("RESPONSE_RATE", name, cells);
  }
}
