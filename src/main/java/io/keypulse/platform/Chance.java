package io.keypulse.platform;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;

/**
 * The only source of randomness of the house: unguessable, never repeatable. Draws record what they
 * took from it.
 */
@ApplicationScoped
public class Chance {
  private final SecureRandom random = new SecureRandom();

  /** 128 random bits in hexadecimal, the seed of one draw. */
  public String seed() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  public UUID key() {
    return UUID.randomUUID();
  }
}
