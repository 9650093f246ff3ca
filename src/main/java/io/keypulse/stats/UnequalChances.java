package io.keypulse.stats;

import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * What a draw can tell whose people are not all as likely to be heard: strata with minima, accounts
 * with a cap.
 *
 * <p>With w = M(h)/m(h), for how many an answer of a part speaks, and p one half everywhere: margin
 * = z √(p(1-p) N/(N-1) Σ m(h) w (w-1)) / N. Where all chances are equal that is {@link
 * SampleSize#margin}. Worth (Σ m(h) w)² / Σ m(h) w² equal answers (Kish 1965). Source: Särndal,
 * Swensson and Wretman 1992, section 3.5, with expected numbers.
 */
public final class UnequalChances {
  private UnequalChances() {}

  /**
   * People who are as likely to be heard as each other.
   *
   * @param people M(h)
   * @param answers m(h), on average; above 0 and at most as many
   */
  public record Part(double people, double answers) {
    private static final double ROUNDING = 1e-9;

    public Part {
      if (!(answers > 0 && answers <= people + ROUNDING)) {
        throw new IllegalArgumentException("%s answers of %s".formatted(answers, people));
      }
    }

    public Part plus(Part other) {
      return new Part(people + other.people, answers + other.answers);
    }

    private double weight() {
      return people / answers;
    }
  }

  /** Half width of the interval of a share of one half; nothing where nobody is heard. */
  public static Optional<Double> margin(List<Part> parts, double level) {
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    double people = people(parts);
    double sum =
        parts.stream().mapToDouble(part -> part.people() * Math.max(0, part.weight() - 1)).sum();
    double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - level) / 2);
    return Optional.of(sum == 0 ? 0 : z * Math.sqrt(0.25 * sum / (people * (people - 1))));
  }

  /** How many answers of equal chances they are worth; nothing where nobody is heard. */
  public static Optional<Double> worth(List<Part> parts) {
    double people = people(parts);
    double squares = parts.stream().mapToDouble(part -> part.people() * part.weight()).sum();
    return squares == 0 ? Optional.empty() : Optional.of(people * people / squares);
  }

  private static double people(List<Part> parts) {
    return parts.stream().mapToDouble(Part::people).sum();
  }
}
