package io.keypulse.trade;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.NodeFinder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

@ApplicationScoped
class PurchaseLineNode implements NodeFinder {
  @Inject Purchases purchases;

  @Override
  public String type() {
    return PurchaseLineView.TYPE;
  }

  @Override
  public Optional<PurchaseLineView> find(String id) {
    return purchases
        .byId(GlobalId.parse(PurchaseLineView.TYPE, id, "id"))
        .map(PurchaseLineView::of);
  }
}
