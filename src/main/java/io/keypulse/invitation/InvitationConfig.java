package io.keypulse.invitation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
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

    /**
     * Where undeliverable mails come back to. Each mail names an address of its own there, {@code
     * bounces+code@}: its server must deliver these as if they had no code.
     */
    Optional<String> bounces();
  }

  @ConfigMapping(prefix = "keypulse.dkim")
  interface Dkim {
    /** Domain that signs; mails are signed when it, selector and key are set. */
    Optional<String> domain();

    /** Under {@code selector._domainkey.domain} the public key stands in DNS. */
    Optional<String> selector();

    /** File of the RSA private key, PEM of PKCS 8. */
    Optional<Path> key();
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

    /** For connecting, and for each reply of the server but the last. */
    @WithDefault(Patience.REPLY)
    Duration timeout();

    /** For its reply when the whole mail is there. */
    @WithDefault(Patience.END)
    Duration finalTimeout();

    default Patience patience(Duration lease) {
      return new Patience(lease, timeout(), finalTimeout());
    }
  }

  enum StartTls {
    DISABLED,
    OPTIONAL,
    REQUIRED
  }

  @ConfigMapping(prefix = "keypulse.dispatch")
  interface Dispatch {
    /** How often each replica looks for due mails. */
    Duration tick();

    /** Mails under way at once from one replica, each over its own connection. */
    @WithDefault("32")
    int connections();

    /** Mails under way at once to one domain, over all replicas; any number when 0. */
    @WithDefault("5")
    int domainConnections();

    /** Mails a second to one domain, over all replicas; any number when 0. */
    @WithDefault("10")
    int domainRate();

    /** Between two mails to a domain that belongs to one account, over all replicas. */
    @WithDefault("2m")
    Duration ownDomainPause();

    /** Mails a second in all, over all replicas; any number when 0. */
    @WithDefault("50")
    int rate();

    /** How long a domain that kept a connection hanging is left alone. */
    @WithDefault("1m")
    Duration hangingPause();

    /** Mails claimed at once by one replica. */
    @WithDefault("200")
    int batch();

    /**
     * How long a replica may hold mails without a sign of life before others take over; longer than
     * one mail can take ({@link Patience}).
     */
    @WithDefault(Patience.LEASE)
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

    /** How often the silent and those whose address was corrected are looked for. */
    Duration reminderTick();
  }

  @ConfigMapping(prefix = "keypulse.bounces")
  interface Bounces {
    /**
     * What relays say in {@code X-Bounces-Secret} to {@code POST /mail/bounces}; there is none
     * without it.
     */
    Optional<String> secret();

    /** Longest mail that is looked at, in bytes. */
    @WithDefault("262144")
    int largest();

    /** Mailbox that undeliverable mails come into; none is read without it. */
    Optional<String> imapHost();

    @WithDefault("993")
    int imapPort();

    Optional<String> imapUsername();

    Optional<String> imapPassword();

    @WithDefault("true")
    boolean imapTls();

    @WithDefault("INBOX")
    String imapFolder();

    /** How often the mailbox is read. */
    Duration tick();

    /** An address with so many soft bounces of different mails is not written to any more. */
    @WithDefault("3")
    int softLimit();
  }
}
