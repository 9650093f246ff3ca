package io.keypulse.trade;

import io.keypulse.platform.DateFilter;
import io.keypulse.platform.StringFilter;
import io.smallrye.graphql.api.Nullable;
import java.time.LocalDate;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;

@Input("ExchangeRateFilter")
@Description("Every part given narrows.")
public record ExchangeRateFilter(
    @Nullable @org.jspecify.annotations.Nullable StringFilter base,
    @Nullable @org.jspecify.annotations.Nullable StringFilter quote,
    @Nullable @org.jspecify.annotations.Nullable DateFilter on) {
  static final ExchangeRateFilter ALL = new ExchangeRateFilter(null, null, null);

  String @org.jspecify.annotations.Nullable [] bases() {
    return values(base, "filter.base");
  }

  String @org.jspecify.annotations.Nullable [] quotes() {
    return values(quote, "filter.quote");
  }

  @org.jspecify.annotations.Nullable
  LocalDate from() {
    return on == null ? null : on.checked("filter.on").from();
  }

  @org.jspecify.annotations.Nullable
  LocalDate before() {
    return on == null ? null : on.checked("filter.on").before();
  }

  private static String @org.jspecify.annotations.Nullable [] values(
      @org.jspecify.annotations.Nullable StringFilter filter, String field) {
    return filter == null
        ? null
        : filter.values(field).map(values -> values.toArray(String[]::new)).orElse(null);
  }
}
