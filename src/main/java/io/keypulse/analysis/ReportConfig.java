package io.keypulse.analysis;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "keypulse.report")
public interface ReportConfig {
  /** After this the database ends what a report, or the file of figures, asks. */
  @WithDefault("30s")
  Duration time();
}
