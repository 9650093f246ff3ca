package io.keypulse.stats;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The running pulse of a share over waves: within which limits it moves when nothing changes, as
 * the waves tell it that the chart is made of. These are chosen once ({@link #baseline}), and every
 * later wave is looked at against them: one that has moved would else widen what it is measured by.
 *
 * <p>Centre p̄ = Σx/Σn; p chart p̄ ± 3√(p̄(1-p̄)/n(i)); Laney P′: the reach times σ(z) = mean |z(i)
 * - z(i-1)| / 1.128, z(i) = (p(i) - p̄)/√(p̄(1-p̄)/n(i)). Clipped to [0, 1]. Source: Laney 2002,
 * Quality Engineering 14; Minitab's definition of σ(z). Reference case 13.
 *
 * @param centre p̄
 * @param sigmaZ how much more the waves differ than draws of one share would
 */
public record PulseChart(double centre, double sigmaZ) {
  /** Fewer waves tell no spread between waves. */
  public static final int FEWEST_WAVES = 8;

  private static final double LEAST_EXPECTED = 3;
  private static final double MOVING_RANGE_OF_TWO = 1.128;
  private static final double SIGMAS = 3;

  /** x of n answers; of weighted ones n is what they are worth, and x that part of it. */
  public record Wave(double count, double sample) {}

  /**
   * Which waves the limits are to be made of: the first eight in each of which at least three are
   * to be expected, n p̄ >= 3, p̄ over all waves as far as these eight go. Fewer while there are no
   * eight. What comes after them has no part in it.
   *
   * @return places in the list
   */
  public static List<Integer> baseline(List<Wave> waves) {
    List<Integer> found = List.of();
    for (int end = 1; end <= waves.size() && found.size() < FEWEST_WAVES; end++) {
      double centre = centre(waves.subList(0, end));
      found =
          IntStream.range(0, end)
              .filter(i -> waves.get(i).sample() * centre >= LEAST_EXPECTED)
              .limit(FEWEST_WAVES)
              .boxed()
              .toList();
    }
    return found;
  }

  /**
   * @return undefined for fewer than eight waves, a wave without answers, or a share that is 0 or 1
   *     throughout
   */
  public static Outcome<PulseChart> of(List<Wave> baseline) {
    if (baseline.size() < FEWEST_WAVES) {
      return Outcome.undefined(Outcome.Reason.TOO_FEW_ANSWERS);
    }
    if (baseline.stream().anyMatch(wave -> wave.sample() == 0)) {
      return Outcome.undefined(Outcome.Reason.NO_ANSWERS);
    }
    double centre = centre(baseline);
    if (centre == 0 || centre == 1) {
      return Outcome.undefined(Outcome.Reason.NO_VARIATION);
    }
    double range = 0;
    for (int i = 1; i < baseline.size(); i++) {
      range += Math.abs(z(baseline.get(i), centre) - z(baseline.get(i - 1), centre));
    }
    return Outcome.of(new PulseChart(centre, range / (baseline.size() - 1) / MOVING_RANGE_OF_TWO));
  }

  private static double centre(List<Wave> waves) {
    double answers = waves.stream().mapToDouble(Wave::sample).sum();
    return answers == 0 ? 0 : waves.stream().mapToDouble(Wave::count).sum() / answers;
  }

  private static double z(Wave wave, double centre) {
    return (wave.count() / wave.sample() - centre) / sigma(wave, centre);
  }

  private static double sigma(Wave wave, double centre) {
    return Math.sqrt(centre * (1 - centre) / wave.sample());
  }

  /** Limits of the p chart. */
  public Range plain(Wave wave) {
    return around(wave, 1);
  }

  /** Limits of the P′ chart; {@code sigmaZ} as it is. */
  public Range laney(Wave wave) {
    return around(wave, sigmaZ);
  }

  /**
   * As {@link #laney}, with a σ(z) below 1 taken as 1.
   *
   * @return undefined where fewer than three are to be expected: limits are none there
   */
  public Outcome<Range> shown(Wave wave) {
    return wave.sample() * centre < LEAST_EXPECTED
        ? Outcome.undefined(Outcome.Reason.TOO_FEW_ANSWERS)
        : Outcome.of(around(wave, Math.max(1, sigmaZ)));
  }

  private Range around(Wave wave, double factor) {
    double reach = SIGMAS * factor * sigma(wave, centre);
    return new Range(centre - reach, centre + reach).asShare();
  }
}
