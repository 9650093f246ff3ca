package io.keypulse.analysis;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "keypulse.analysis")
interface AnalysisConfig {
  /** An account is unhealthy when at least this part of its people is dissatisfied, 0 to 1. */
  @WithDefault("0.2")
  double unhealthyFrom();
}
