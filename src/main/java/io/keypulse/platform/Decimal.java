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

  /**
   * As an amount of money.
   *
   * @throws Refused INVALID, naming the field
   */
  public BigDecimal amount(String field) {
    return within(16, 2, field);
  }

  /**
   * As a quantity of goods.
   *
   * @throws Refused INVALID, naming the field
   */
  public BigDecimal quantity(String field) {
    return within(14, 4, field);
  }

  private BigDecimal within(int digits, int decimals, String field) {
    BigDecimal plain = value.stripTrailingZeros();
    if (plain.scale() > decimals || plain.precision() - plain.scale() > digits) {
      throw Refused.invalid(
          field,
          "Write a number with at most %d decimals and %d digits before them."
              .formatted(decimals, digits));
    }
    return value;
  }

  private static BigDecimal parse(String text) {
    if (text.length() > MOST_DIGITS || !text.matches("-?[0-9]+(\\.[0-9]+)?")) {
      throw Refused.invalid("Decimal", "Write a decimal number such as \"1234.50\".");
    }
    return new BigDecimal(text);
  }
}
