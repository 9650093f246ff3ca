package io.keypulse.trade;

/** What kind of document a purchase line stands on. */
public enum PurchaseType {
  INVOICE,
  /** Takes back what an invoice counted; its amounts are negative, and it is no order. */
  CREDIT_NOTE
}
