package io.keypulse.stats;

import java.util.ArrayList;
import java.util.List;

/**
 * The running pulse of a share over waves, and within which limits it moves when nothing changes.
 *
 * <p>Centre p̄ = Σx/Σn; p chart p̄ ± 3√(p̄(1-p̄)/n(i)); Laney P′: the reach times σ(z) = mean |z(i)
 * - z(i-1)| / 1.128, z(i) = (p(i) - p̄)/√(p̄(1-p̄)/n(i)). Clipped to [0, 1]. Source: Laney 2002,
 * Quality Engineering 14; Minitab's definition of σ(z). Reference case 13.
 */
public final class PulseChart {
  /** Fewer waves tell no spread between waves. */
  public static final int FEWEST_WAVES = 8;

  private static final double MOVING_RANGE_OF_TWO = 1.128;
  private static final double SIGMAS = 3;

  private PulseChart() {}

  /** x of n answers; of weighted ones n is what they are worth, and x that part of it. */
  public record Wave(double count, double sample) {}

  /**
   * @param centre p̄
   * @param sigmaZ how much more the waves differ than draws of one share would
   * @param plain limits of the p chart, per wave
   * @param laney limits of the P′ chart, per wave; {@code sigmaZ} as it is
   * @param shown as {@code laney}, with a σ(z) below 1 taken as 1
   */
  public record Limits(
      double centre, double sigmaZ, List<Range> plain, List<Range> laney, List<Range> shown) {}

  /**
   * @return undefined for fewer than eight waves, a wave without answers, or a share that is 0 or 1
   *     throughout
   */
  public static Outcome<Limits> limits(List<Wave> waves) {
    if (waves.size() < FEWEST_WAVES) {
      return Outcome.undefined(Outcome.Reason.TOO_FEW_ANSWERS);
    }
    if (waves.stream().anyMatch(wave -> wave.sample() == 0)) {
      return Outcome.undefined(Outcome.Reason.NO_ANSWERS);
    }
    double count = waves.stream().mapToDouble(Wave::count).sum();
    double centre = count / waves.stream().mapToDouble(Wave::sample).sum();
    if (centre == 0 || centre == 1) {
      return Outcome.undefined(Outcome.Reason.NO_VARIATION);
    }
    double range = 0;
    for (int i = 1; i < waves.size(); i++) {
      range += Math.abs(z(waves.get(i), centre) - z(waves.get(i - 1), centre));
    }
    double sigmaZ = range / (waves.size() - 1) / MOVING_RANGE_OF_TWO;
    return Outcome.of(
        new Limits(
            centre,
            sigmaZ,
            around(waves, centre, 1),
            around(waves, centre, sigmaZ),
            around(waves, centre, Math.max(1, sigmaZ))));
  }

  private static double z(Wave wave, double centre) {
    return (wave.count() / wave.sample() - centre) / sigma(wave, centre);
  }

  private static List<Range> around(List<Wave> waves, double centre, double factor) {
    List<Range> limits = new ArrayList<>();
    for (Wave wave : waves) {
      double reach = SIGMAS * factor * sigma(wave, centre);
      limits.add(new Range(centre - reach, centre + reach).asShare());
    }
    return List.copyOf(limits);
  }

  private static double sigma(Wave wave, double centre) {
    return Math.sqrt(centre * (1 - centre) / wave.sample());
  }
}
