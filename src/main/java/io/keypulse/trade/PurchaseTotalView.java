package io.keypulse.trade;

import io.keypulse.platform.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("PurchaseTotal")
@Description("What many accounts bought together in a period, each company alone.")
public record PurchaseTotalView(
    LocalDate from,
    @Description("Last day of the period, or today where that is earlier.") LocalDate to,
    Conversion conversion,
    @Description("Everything that could be converted, in the currency of the conversion.")
        PurchasesView.Part total,
    @Description("What the total lacks because no rate is known, net, in its own currency.")
        List<@NonNull Money> unconverted,
    @Description("The rates that are missing for it.")
        List<@NonNull MissingRateView> missingRates) {

  static PurchaseTotalView of(CustomerSales.Question asked, List<AddedSales.Sold> sold) {
    Conversion conversion = asked.conversion();
    return new PurchaseTotalView(
        asked.from(),
        asked.to(),
        conversion,
        PurchasesView.Part.of(AddedSales.Sold.sum(sold), conversion::money),
        sold.stream()
            .flatMap(
                part ->
                    Stream.ofNullable(part.unconverted())
                        .map(net -> Money.of(net, part.currency())))
            .toList(),
        sold.stream().flatMap(part -> missing(part, conversion)).toList());
  }

  private static Stream<MissingRateView> missing(AddedSales.Sold part, Conversion conversion) {
    return part.since() == null || part.until() == null
        ? Stream.empty()
        : Stream.of(
            new MissingRateView(
                part.currency(), conversion.currency(), part.since(), part.until()));
  }
}
