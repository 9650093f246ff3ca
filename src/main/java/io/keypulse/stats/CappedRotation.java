package io.keypulse.stats;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * {@link Rotation} of which an account gives at most so many units to one draw. What goes round are
 * places of accounts, as many as an account has units but no more than the cap, each with a
 * permanent random number; and within each account its units go round, so that nobody of it is
 * drawn twice before everybody of it was drawn once. Whoever's turn it is takes the first place of
 * the account that comes, the next one the second.
 *
 * <p>All places are drawn with the same chance, for their numbers are alike, and so are all units
 * of an account: of an account with K units in the frame each is drawn with the chance min(1,
 * cap/K) · n / places. Places that the frame has no unit for, as theirs rest, are left out, those
 * that were passed last first.
 *
 * <p>Source: permanent random numbers as {@link Rotation}; a sample of places each of which takes
 * the next of a random order of units is a two-stage simple random sample.
 */
public final class CappedRotation {
  /** Name and version, recorded with every draw of a program that rotates and has a cap. */
  public static final String NAME = "HMAC-SHA-256 rotation, version 2";

  private static final Comparator<String> BY_BYTES =
      Comparator.comparing(
          unit -> unit.getBytes(StandardCharsets.UTF_8), (a, b) -> Arrays.compareUnsigned(a, b));

  private CappedRotation() {}

  /**
   * An account of the frame.
   *
   * @param units that can be drawn
   * @param resting how many others of it would be, but rest from an earlier draw
   * @param after the place of its last unit in the latest draw that had any of it
   */
  public record Account(String id, Collection<String> units, int resting, OptionalLong after) {}

  /** The permanent place of an account, of those that it has, from 1. */
  public static long place(String rotationSeed, String account, int nth) {
    return Rotation.place(rotationSeed, "account/" + account + "/" + nth);
  }

  /**
   * The next {@code n} units, all that the cap leaves when there are fewer.
   *
   * @param after the place of an account where the draw before ended; nothing for the first draw
   */
  public static Rotation.Turn next(
      String rotationSeed, Collection<Account> accounts, int cap, int n, OptionalLong after) {
    if (cap < 1 || n < 0) {
      throw new IllegalArgumentException("cap = " + cap + ", n = " + n);
    }
    List<Candidate> drawn =
        accounts.stream()
            .flatMap(account -> candidates(rotationSeed, account, cap, after))
            .sorted(round(Candidate::place, after).thenComparing(Candidate::unit, BY_BYTES))
            .limit(n)
            .toList();
    return new Rotation.Turn(
        drawn.stream().map(Candidate::unit).toList(),
        drawn.isEmpty() ? OptionalLong.empty() : OptionalLong.of(drawn.getLast().place()));
  }

  private record Candidate(String unit, long place) {}

  private static Stream<Candidate> candidates(
      String rotationSeed, Account account, int cap, OptionalLong after) {
    List<String> people =
        account.units().stream()
            .sorted(
                round((String unit) -> Rotation.place(rotationSeed, unit), account.after())
                    .thenComparing(Function.identity(), BY_BYTES))
            .toList();
    List<Long> places =
        IntStream.rangeClosed(1, Math.min(cap, people.size() + account.resting()))
            .mapToObj(nth -> place(rotationSeed, account.id(), nth))
            .sorted(round(Long::longValue, after))
            .toList();
    return IntStream.range(0, Math.min(cap, people.size()))
        .mapToObj(nth -> new Candidate(people.get(nth), places.get(nth)));
  }

  /** From the place after this one on, and past the end those up to it. */
  private static <T> Comparator<T> round(ToLongFunction<T> place, OptionalLong after) {
    return Comparator.comparing(
            (T one) -> after.isPresent() && place.applyAsLong(one) <= after.getAsLong())
        .thenComparingLong(place);
  }
}
