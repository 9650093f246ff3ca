package io.keypulse.trade;

import io.smallrye.config.ConfigMapping;

@ConfigMapping(prefix = "keypulse.trade")
public interface TradeConfig {
  /** ISO 4217: the currency of the company's own books. */
  String currency();

  /** Days for which a rate holds that no later one replaces. */
  int rateDays();
}
