package io.keypulse.platform;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 under a key that the database does not know. */
public record KeyedHash(String secret) {
  private static final String ALGORITHM = "HmacSHA256";

  /** In hexadecimal digits. */
  public String of(String text) {
    return HexFormat.of().formatHex(bytes(text));
  }

  public byte[] bytes(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Its secret is nothing to be told. */
  @Override
  public String toString() {
    return "KeyedHash";
  }
}
