package io.keypulse.trade;

import io.keypulse.platform.Money;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Text;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.jspecify.annotations.Nullable;

/** Into which currency amounts are converted, and by which rates. */
@Name("Conversion")
@Description("How amounts of other currencies were converted; what could not be stands beside.")
public record Conversion(
    @Description("ISO 4217, of the converted amounts.") String currency,
    @Description("ISO 4217, of the company's own books.") String companyCurrency,
    RateBasis rateBasis,
    @Description("Days for which a rate holds that no later one replaces.") int rateDays) {
  private static final int CENTS = 2;

  @Name("RateBasis")
  public enum RateBasis {
    @Description(
        "Each line by the latest rate until its own day: of the two currencies, else by way of the company's currency.")
    TRANSACTION_DATE
  }

  /**
   * Into this currency, else the company's.
   *
   * @throws Refused INVALID for a currency that is none
   */
  static Conversion into(@Nullable String currency, TradeConfig config) {
    return new Conversion(
        currency == null ? config.currency() : Text.currency("currency", currency),
        config.currency(),
        RateBasis.TRANSACTION_DATE,
        config.rateDays());
  }

  /** A converted amount, rounded to the smallest unit of the currency. */
  Money money(BigDecimal amount) {
    return Money.of(amount.setScale(digits(), RoundingMode.HALF_EVEN), currency);
  }

  private int digits() {
    int digits = Currency.getInstance(currency).getDefaultFractionDigits();
    return digits < 0 ? CENTS : digits;
  }
}
