package io.keypulse.response;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Interviews by telephone. */
@ConfigMapping(prefix = "keypulse.phone")
interface PhoneConfig {
  /** How long after its mail somebody who has not answered may be called. */
  @WithDefault("3d")
  Duration after();
}
