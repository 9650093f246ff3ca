package io.keypulse.trade;

import io.keypulse.platform.Channel;
import io.keypulse.platform.Decimal;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Text;
import io.keypulse.platform.Today;
import io.smallrye.graphql.api.Nullable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;

@Input("ExchangeRateSetInput")
public record ExchangeRateSet(
    @Description("ISO 4217.") String base,
    @Description("ISO 4217, another one.") String quote,
    LocalDate on,
    @Description(
            "Units of the quote currency for one of the base currency: above zero, at most eight decimals.")
        Decimal rate,
    @Nullable
        @Description("Absent while there is no rate of that day.")
        @org.jspecify.annotations.Nullable
        Integer expectedVersion,
    @Nullable @Description("MANUAL when left out.") @org.jspecify.annotations.Nullable
        Channel channel) {
  private static final int MOST_DIGITS = 12;
  private static final int MOST_DECIMALS = 8;

  /**
   * @throws Refused INVALID, naming the field
   */
  ExchangeRateSet checked() {
    String from = Text.currency("base", base);
    String into = Text.currency("quote", quote);
    if (from.equals(into)) {
      throw Refused.invalid("quote", "Name another currency than the base.");
    }
    Objects.requireNonNull(Today.checkedOrOpen("on", on));
    checked("rate", rate.value());
    return new ExchangeRateSet(from, into, on, rate, expectedVersion, channel);
  }

  String channelName() {
    return (channel == null ? Channel.MANUAL : channel).name();
  }

  static BigDecimal checked(String field, BigDecimal rate) {
    BigDecimal plain = rate.stripTrailingZeros();
    if (plain.signum() <= 0
        || plain.scale() > MOST_DECIMALS
        || plain.precision() - plain.scale() > MOST_DIGITS) {
      throw Refused.invalid(
          field,
          "Write a rate above zero with at most eight decimals and twelve digits before them.");
    }
    return rate;
  }
}
