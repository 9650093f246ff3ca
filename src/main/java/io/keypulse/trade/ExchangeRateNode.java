package io.keypulse.trade;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.NodeFinder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

@ApplicationScoped
class ExchangeRateNode implements NodeFinder {
  @Inject ExchangeRates rates;

  @Override
  public String type() {
    return ExchangeRateView.TYPE;
  }

  @Override
  public Optional<ExchangeRateView> find(String id) {
    return rates.byId(GlobalId.parseInt(ExchangeRateView.TYPE, id, "id")).map(ExchangeRateView::of);
  }
}
