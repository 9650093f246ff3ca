package io.keypulse.stats;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The order in which units are drawn: by HMAC-SHA-256(key = UTF-8 of the seed, message = UTF-8 of
 * the unit), as unsigned bytes, ties by unit. The first n of a stratum are its simple random sample
 * without replacement. Any language replays it, the order of the list does not matter, and a unit
 * more does not move the others.
 *
 * <p>Source: RFC 2104 (HMAC), FIPS 180-4 (SHA-256); Ohlsson (1995) for ordering by permanent random
 * numbers. Reference case 27.
 */
public final class KeyedHashOrder {
  /** Name and version, recorded with every draw. */
  public static final String NAME = "HMAC-SHA-256 order, version 1";

  private static final int BLOCK = 64;

  private KeyedHashOrder() {}

  /**
   * The key of a unit.
   *
   * @return 32 bytes
   */
  public static byte[] key(String seed, String unit) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(utf8(seed), "HmacSHA256"));
      return mac.doFinal(utf8(unit));
    } catch (NoSuchAlgorithmException | InvalidKeyException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  /**
   * The first {@code n} of one stratum in the order of the draw.
   *
   * @throws IllegalArgumentException when n is negative or above the number of units, or a unit
   *     occurs twice
   */
  public static List<String> draw(String seed, List<String> units, int n) {
    if (n < 0 || n > units.size()) {
      throw new IllegalArgumentException("n = " + n + " of " + units.size() + " units");
    }
    if (units.stream().distinct().count() < units.size()) {
      throw new IllegalArgumentException("a unit occurs twice");
    }
    record Keyed(String hexKey, String unit) {}
    return units.stream()
        .map(unit -> new Keyed(HexFormat.of().formatHex(key(seed, unit)), unit))
        .sorted(
            Comparator.comparing(Keyed::hexKey)
                .thenComparing(k -> utf8(k.unit()), Arrays::compareUnsigned))
        .limit(n)
        .map(Keyed::unit)
        .toList();
  }

  /** A unit and the stratum it stands in. */
  public record FrameUnit(String stratum, String unit) {}

  /**
   * What a frame is recognised by: SHA-256, in hexadecimal, of its lines {@code stratum TAB unit
   * LF} sorted by (stratum, unit) as bytes.
   */
  public static String fingerprint(List<FrameUnit> frame) {
    MessageDigest digest = sha256();
    frame.stream()
        .sorted(
            Comparator.comparing(
                    (Function<FrameUnit, byte[]>) line -> utf8(line.stratum()),
                    Arrays::compareUnsigned)
                .thenComparing(line -> utf8(line.unit()), Arrays::compareUnsigned))
        .forEach(line -> digest.update(utf8(line.stratum() + "\t" + line.unit() + "\n")));
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * The seed xor 0x36 in every byte of a block: HMAC is {@code sha256(outer || sha256(inner ||
   * unit))}, also in SQL.
   */
  public static byte[] innerPad(String seed) {
    return pad(seed, 0x36);
  }

  /** The seed xor 0x5c in every byte of a block. */
  public static byte[] outerPad(String seed) {
    return pad(seed, 0x5c);
  }

  private static byte[] pad(String seed, int with) {
    byte[] key = utf8(seed);
    byte[] block = Arrays.copyOf(key.length > BLOCK ? sha256().digest(key) : key, BLOCK);
    for (int i = 0; i < BLOCK; i++) {
      block[i] ^= (byte) with;
    }
    return block;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
