package io.keypulse.trade;

import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.Page;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Selection;
import io.smallrye.graphql.api.Nullable;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Query;

@GraphQLApi
public class ExchangeRateApi {
  @Inject ExchangeRates rates;
  @Inject CurrentViewer viewer;

  @Query("exchangeRates")
  @Description("The newest first. first: 1 to 100, 25 unless said.")
  @Transactional
  public ExchangeRateView.Connection exchangeRates(
      @Nullable @org.jspecify.annotations.Nullable Integer first,
      @Nullable @org.jspecify.annotations.Nullable String after,
      @Nullable @org.jspecify.annotations.Nullable ExchangeRateFilter filter) {
    viewer.require();
    ExchangeRateFilter asked = filter == null ? ExchangeRateFilter.ALL : filter;
    Page page = Page.of("exchangeRates", asked, first, after);
    Page.Slice<ExchangeRateView> slice =
        page.slice(
            rates.page(page, asked).stream().map(ExchangeRateView::of).toList(),
            rate -> new Page.Key(rate.on().toString(), rate.key()));
    return new ExchangeRateView.Connection(
        slice.edges(ExchangeRateView.Edge::new),
        slice.rows(),
        slice.pageInfo(),
        Selection.has("totalCount") ? Optional.of(rates.number(asked)) : Optional.empty());
  }

  @Mutation("exchangeRateSet")
  @Description(
      "For administrators. A rate of that day that is there already is changed when expectedVersion names its version; the same rate again changes nothing.")
  @Transactional
  public ExchangeRateView exchangeRateSet(ExchangeRateSet input) {
    viewer.requireAdmin();
    ExchangeRateSet set = input.checked();
    boolean added =
        set.expectedVersion() == null
            && rates.add(set.base(), set.quote(), set.on(), set.rate().value(), set.channelName());
    ExchangeRates.Rate current =
        rates
            .of(set.base(), set.quote(), set.on())
            .orElseThrow(
                () ->
                    Refused.notFound("on", "There is no rate of that day; leave the version out."));
    if (added || current.rate().compareTo(set.rate().value()) == 0) {
      return ExchangeRateView.of(current);
    }
    if (set.expectedVersion() == null
        || !rates.change(
            current.id(), set.rate().value(), set.channelName(), set.expectedVersion())) {
      throw Refused.conflict(rates.of(set.base(), set.quote(), set.on()).orElseThrow().version());
    }
    return ExchangeRateView.of(rates.byId(current.id()).orElseThrow());
  }
}
