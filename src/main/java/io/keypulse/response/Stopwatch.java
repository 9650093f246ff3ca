package io.keypulse.response;

import io.keypulse.platform.Form;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * How long somebody had a page open, without a script: the form carries the time at which it was
 * made, signed for this invitation.
 */
@ApplicationScoped
class Stopwatch {
  static final String FIELD = "opened";

  private static final String ALGORITHM = "HmacSHA256";
  private static final int SIGNATURE_BYTES = 12;

  /** Who answers a day later had gone away. */
  private static final Duration LONGEST = Duration.ofDays(1);

  private final SecretKeySpec key;

  @Inject
  Stopwatch(@ConfigProperty(name = "keypulse.links.secret") String secret) {
    key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
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
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] full =
          mac.doFinal(("opened " + invitationId + " " + time).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Arrays.copyOf(full, SIGNATURE_BYTES));
    } catch (NoSuchAlgorithmException | InvalidKeyException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
