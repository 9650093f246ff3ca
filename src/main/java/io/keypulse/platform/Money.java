package io.keypulse.platform;

import java.math.BigDecimal;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Name("Money")
@Description("An amount in one currency.")
public record Money(
    @Description("In the currency's main unit.") Decimal amount,
    @Description("ISO 4217.") String currency) {
  public static Money of(BigDecimal amount, String currency) {
    return new Money(new Decimal(amount), currency);
  }
}
