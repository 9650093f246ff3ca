package io.keypulse.trade;

import java.math.BigDecimal;

/** What kind of document a purchase line stands on. */
public enum PurchaseType {
  INVOICE,
  /** Takes back what an invoice counted; its amounts are negative, and it is no order. */
  CREDIT_NOTE;

  /** Who does not name the type writes credits as negative amounts. */
  static PurchaseType of(BigDecimal net) {
    return net.signum() < 0 ? CREDIT_NOTE : INVOICE;
  }
}
