package io.keypulse.stats;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * Draws that go round: every unit has a permanent random number, and each draw goes on after the
 * last number of the one before it, wrapping round at 1. So nobody is drawn twice before everybody
 * was drawn once, each draw alone is a simple random sample, joiners come with their own number and
 * leavers drop out.
 *
 * <p>Source: Brewer, Early and Joyce (1972); Ohlsson (1995); reference case 27.
 */
public final class Rotation {
  /**
   * Name and version, recorded with every draw. Draws of this version that have a cap per account
   * left out others by a new lot each before they went round; {@link CappedRotation} came later.
   */
  public static final String NAME = "HMAC-SHA-256 rotation, version 1";

  private static final int DROPPED_BITS = 11;
  private static final double NUMBERS = 0x1p53;

  private Rotation() {}

  /** The first 53 bits of {@link KeyedHashOrder#key}: the place of a unit on the round. */
  public static long place(String rotationSeed, String unit) {
    return ByteBuffer.wrap(KeyedHashOrder.key(rotationSeed, unit)).getLong() >>> DROPPED_BITS;
  }

  /** A place as a number of [0, 1). */
  public static double number(long place) {
    return place / NUMBERS;
  }

  /**
   * @param units in the order of the round
   * @param last the place after which the next draw goes on; nothing when nobody was drawn
   */
  public record Turn(List<String> units, OptionalLong last) {}

  /**
   * The next {@code n} units, all when there are fewer, ties in the order of their bytes.
   *
   * @param after the place where the draw before ended; nothing for the first draw
   */
  public static Turn next(
      String rotationSeed, Collection<String> units, int n, OptionalLong after) {
    if (n < 0) {
      throw new IllegalArgumentException("n = " + n);
    }
    record Placed(long place, boolean wrapped, String unit) {}
    List<Placed> drawn =
        units.stream()
            .map(
                unit -> {
                  long place = place(rotationSeed, unit);
                  return new Placed(place, after.isPresent() && place <= after.getAsLong(), unit);
                })
            .sorted(
                Comparator.comparing(Placed::wrapped)
                    .thenComparingLong(Placed::place)
                    .thenComparing(
                        placed -> placed.unit().getBytes(StandardCharsets.UTF_8),
                        Arrays::compareUnsigned))
            .limit(n)
            .toList();
    return new Turn(
        drawn.stream().map(Placed::unit).toList(),
        drawn.isEmpty() ? OptionalLong.empty() : OptionalLong.of(drawn.getLast().place()));
  }

  /** Whether nobody is drawn again within {@code waves} further waves: (q+1)·n ≤ N. */
  public static boolean sparesFor(int waves, int n, int population) {
    return (waves + 1L) * n <= population;
  }
}
