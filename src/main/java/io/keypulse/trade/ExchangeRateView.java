package io.keypulse.trade;

import io.keypulse.platform.Decimal;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Node;
import io.keypulse.platform.PageInfo;
import io.keypulse.platform.Provenance;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("ExchangeRate")
@Description("What one unit of the base currency is worth in the quote currency, from a day on.")
public record ExchangeRateView(
    @Id String id,
    @Description("ISO 4217.") String base,
    @Description("ISO 4217.") String quote,
    LocalDate on,
    @Description("Units of the quote currency for one of the base currency.") Decimal rate,
    @Description("Counts its changes; name it as expectedVersion when you change it.") int version,
    Provenance provenance,
    @Ignore int key)
    implements Node {
  public static final String TYPE = "ExchangeRate";

  static ExchangeRateView of(ExchangeRates.Rate rate) {
    return new ExchangeRateView(
        GlobalId.of(TYPE, rate.id()),
        rate.base(),
        rate.quote(),
        rate.on(),
        new Decimal(rate.rate()),
        rate.version(),
        Provenance.of(rate.channel(), rate.source(), rate.recordedAt(), rate.recordedBy()),
        rate.id());
  }

  @Name("ExchangeRateEdge")
  public record Edge(String cursor, ExchangeRateView node) {}

  @Name("ExchangeRateConnection")
  @Description("A page of exchange rates, the newest first.")
  public record Connection(
      List<@NonNull Edge> edges,
      List<@NonNull ExchangeRateView> nodes,
      PageInfo pageInfo,
      Optional<Integer> totalCount) {}
}
