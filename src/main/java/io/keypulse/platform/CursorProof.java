package io.keypulse.platform;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Tells cursors that Keypulse wrote from those that somebody made up: what stands in a cursor goes
 * into statements as the days, times and numbers it was written as.
 */
final class CursorProof {
  private static final int LENGTH = 16;
  private static final KeyedHash HASH =
      new KeyedHash(
          "cursors "
              + ConfigProvider.getConfig()
                  .getOptionalValue("keypulse.links.secret", String.class)
                  .orElse(""));

  private CursorProof() {}

  static String of(String list, Page.Key key) {
    return of(list + "\n" + key.id() + "\n" + key.value());
  }

  /** Of what the list was asked for: nobody finds another question with the same one. */
  static String of(String shape) {
    return HASH.of(shape).substring(0, LENGTH);
  }

  static boolean holds(String proof, String list, Page.Key key) {
    return MessageDigest.isEqual(
        proof.getBytes(StandardCharsets.UTF_8), of(list, key).getBytes(StandardCharsets.UTF_8));
  }
}
