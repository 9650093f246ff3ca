package io.keypulse.platform;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long what is kept. */
@ConfigMapping(prefix = "keypulse.retention")
public interface RetentionConfig {
  /** When it is looked at, UTC. */
  String cron();

  /** After leaving; then contacts are erased. */
  @WithDefault("1095d")
  Duration leftContacts();

  @WithDefault("3650d")
  Duration audit();

  /** After its end, with its verdicts and the rows that still wait. */
  @WithDefault("365d")
  Duration imports();

  /** What answers said before they were revised, from then on. */
  @WithDefault("365d")
  Duration answerVersions();

  @WithDefault("7d")
  Duration idempotencyKeys();
}
