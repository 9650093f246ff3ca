package io.keypulse.report;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "keypulse.report")
interface ReportConfig {
  /** After this the database ends what a report asks. */
  @WithDefault("30s")
  Duration time();
}
