package io.keypulse.platform;

import io.smallrye.graphql.api.CustomScalar;
import io.smallrye.graphql.api.CustomStringScalar;
import java.math.BigDecimal;
import org.eclipse.microprofile.graphql.Description;

/** An exact number that travels as a string, for JSON numbers lose digits: {@code "1234.50"}. */
@CustomScalar("Decimal")
@Description("An exact decimal number as a string, for example \"1234.50\".")
public record Decimal(BigDecimal value) implements CustomStringScalar {
  private static final int MOST_DIGITS = 30;

  /** As a client sends it. */
  public Decimal(String text) {
    this(parse(text));
  }

  @Override
  public String stringValueForSerialization() {
    return value.toPlainString();
  }

  @Override
  public String toString() {
    return value.toPlainString();
  }

  private static BigDecimal parse(String text) {
    if (text.length() > MOST_DIGITS || !text.matches("-?[0-9]+(\\.[0-9]+)?")) {
      throw Refused.invalid("Decimal", "Write a decimal number such as \"1234.50\".");
    }
    return new BigDecimal(text);
  }
}
