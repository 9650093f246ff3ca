package io.keypulse.trade;

/** How an order reached us. */
public enum OrderChannel {
  SALES_FORCE,
  TELEPHONE,
  EMAIL,
  WEB_SHOP,
  EDI,
  DEALER
}
