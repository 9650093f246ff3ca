package io.keypulse.followup;

import io.keypulse.invitation.Patience;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

@ConfigMapping(prefix = "keypulse.followup.mail")
interface FollowUpConfig {
  /** Mails claimed at once by one replica. */
  @WithDefault("20")
  int batch();

  /** How long a replica may hold claimed mails; longer than a batch can take. */
  @WithDefault(Patience.LEASE_OF_A_ROUND)
  Duration lease();

  /** Waits after the first, second ... attempt that may be repeated; the last one repeats. */
  @WithDefault("1m,5m,30m,2h")
  List<Duration> retries();

  /** Wait before the one repetition of a mail of which nobody can know whether it arrived. */
  @WithDefault("30m")
  Duration unknownPause();
}
