package io.keypulse.trade;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "keypulse.trade")
interface TradeConfig {
  /** ISO 4217: the currency of the company's own books. */
  @WithDefault("EUR")
  String currency();

  /** Days for which a rate holds that no later one replaces. */
  @WithDefault("7")
  int rateDays();
}
