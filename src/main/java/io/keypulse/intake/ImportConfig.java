package io.keypulse.intake;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "keypulse.import")
interface ImportConfig {
  /** How long a replica may be silent between two batches before another one takes its job over. */
  @WithDefault("60s")
  Duration lease();

  /** How long a request waits for its job; then the job goes on by itself. */
  @WithDefault("45s")
  Duration patience();

  /** How often to look for waiting and abandoned jobs. */
  Duration tick();
}
