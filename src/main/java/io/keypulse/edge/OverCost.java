package io.keypulse.edge;

import io.keypulse.platform.RefusalCode;
import io.keypulse.platform.Refused;

/** A request over one of its limits, whose cost is known all the same. */
final class OverCost extends Refused {
  private final long cost;

  OverCost(Refused refused, long cost) {
    super(RefusalCode.OVER_BUDGET, refused.field(), String.valueOf(refused.getMessage()));
    this.cost = cost;
  }

  long cost() {
    return cost;
  }
}
