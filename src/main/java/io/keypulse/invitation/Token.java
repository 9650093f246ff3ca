package io.keypulse.invitation;

import io.keypulse.platform.KeyedHash;
import io.keypulse.platform.Sha256;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * The secret part of a link: 256 bits, derived from the installation's secret and the invitation's
 * random key, so that a repeated mail carries the same link although only the token's SHA-256 is
 * stored.
 */
final class Token {
  private static final int LENGTH = 43;

  private final byte[] bytes;

  private Token(byte[] bytes) {
    this.bytes = bytes;
  }

  static Token of(String secret, UUID key) {
    return new Token(new KeyedHash(secret).bytes(key.toString()));
  }

  /** What a link carries; nothing for a text that no link of ours can carry. */
  static Optional<Token> parse(String text) {
    if (text.length() != LENGTH) {
      return Optional.empty();
    }
    try {
      Token token = new Token(Base64.getUrlDecoder().decode(text));
      return token.text().equals(text) ? Optional.of(token) : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  String text() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  byte[] hash() {
    return Sha256.of(bytes);
  }
}
