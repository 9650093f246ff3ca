package io.keypulse.invitation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of this room; each group is injected by itself. */
final class InvitationConfig {
  private InvitationConfig() {}

  @ConfigMapping(prefix = "keypulse.links")
  interface Links {
    /**
     * Where customers reach the answer page, without a slash at the end; links never come from a
     * request's Host header.
     */
    String baseUrl();

    /**
     * Secret of at least 32 characters from which the links' tokens are derived; changing it ends
     * all open links.
     */
    String secret();
  }

  @ConfigMapping(prefix = "keypulse.mail")
  interface Mail {
    /** The sender that customers see; also the envelope sender unless {@code bounces} is set. */
    String from();

    /** Envelope sender: where undeliverable mails come back to. */
    Optional<String> bounces();
  }

  @ConfigMapping(prefix = "keypulse.smtp")
  interface Smtp {
    String host();

    int port();

    Optional<String> username();

    Optional<String> password();

    /** DISABLED, OPTIONAL or REQUIRED. */
    @WithDefault("OPTIONAL")
    StartTls startTls();

    /** For connecting, and for each reply of the server. */
    @WithDefault("10s")
    Duration timeout();
  }

  enum StartTls {
    DISABLED,
    OPTIONAL,
    REQUIRED
  }

  @ConfigMapping(prefix = "keypulse.dispatch")
  interface Dispatch {
    /** How often each replica looks for due mails. */
    @WithDefault("5s")
    Duration tick();

    /** Mails under way at once, each over its own connection. */
    @WithDefault("5")
    int connections();

    /** Mails claimed at once by one replica. */
    @WithDefault("100")
    int batch();

    /**
     * How long a replica may hold claimed mails before others take over; longer than a batch can
     * take.
     */
    @WithDefault("2m")
    Duration lease();

    /**
     * Waits after the first, second, third ... attempt that may be repeated; the last one repeats
     * until the wave ends.
     */
    @WithDefault("1m,5m,30m,2h")
    List<Duration> retries();

    /** Wait before the one repetition of a mail of which nobody can know whether it arrived. */
    @WithDefault("30m")
    Duration unknownPause();
  }
}
