package io.keypulse.response;

import io.keypulse.platform.Form;
import io.keypulse.platform.KeyedHash;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * How long somebody had a page open, without a script: the form carries the time at which it was
 * made, signed for this invitation.
 */
@ApplicationScoped
class Stopwatch {
  static final String FIELD = "opened";

  private static final int SIGNATURE_BYTES = 12;

  /** Who answers a day later had gone away. */
  private static final Duration LONGEST = Duration.ofDays(1);

  private final KeyedHash hash;

  @Inject
  Stopwatch(@ConfigProperty(name = "keypulse.links.secret") String secret) {
    hash = new KeyedHash(secret);
  }

  String started(long invitationId, Instant now) {
    String time = Long.toString(now.getEpochSecond());
    return time + "." + signature(invitationId, time);
  }

  /** Seconds since the form was made; nothing where it does not say so truly. */
  @Nullable Integer seconds(long invitationId, Form form, Instant now) {
    String stamp = form.get(FIELD).orElse("");
    int dot = stamp.indexOf('.');
    if (dot < 1
        || !MessageDigest.isEqual(
            stamp.substring(dot + 1).getBytes(StandardCharsets.UTF_8),
            signature(invitationId, stamp.substring(0, dot)).getBytes(StandardCharsets.UTF_8))) {
      return null;
    }
    Instant opened = Instant.ofEpochSecond(Long.parseLong(stamp.substring(0, dot)));
    Duration passed = Duration.between(opened, now);
    return passed.compareTo(LONGEST) > 0 ? null : (int) Math.max(0, passed.toSeconds());
  }

  private String signature(long invitationId, String time) {
    byte[] full = hash.bytes("opened " + invitationId + " " + time);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOf(full, SIGNATURE_BYTES));
  }
}
