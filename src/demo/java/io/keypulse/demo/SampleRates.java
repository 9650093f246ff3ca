package io.keypulse.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** What the currencies of the sample company's customers were worth in euro, week by week. */
final class SampleRates {
  private static final int WEEKS = 110;
  private static final double WEEKLY_SWING = 0.006;

  final Table rates = new Table("exchange-rates", "external_id", "date", "base", "quote", "rate");

  private final SplittableRandom market = new SplittableRandom(6);

  SampleRates(LocalDate today) {
    new TreeMap<>(Map.of("CNY", 0.128, "GBP", 1.17, "USD", 0.92))
        .forEach((currency, euros) -> quote(currency, euros, today));
  }

  private void quote(String currency, double start, LocalDate today) {
    double euros = start;
    for (int week = WEEKS; week >= 0; week--) {
      LocalDate day = today.minusWeeks(week);
      rates.row(
          currency + "-" + day,
          day.toString(),
          currency,
          "EUR",
          BigDecimal.valueOf(euros).setScale(5, RoundingMode.HALF_EVEN).toPlainString());
      euros *= 1 + (market.nextDouble() - 0.5) * 2 * WEEKLY_SWING;
    }
  }
}
