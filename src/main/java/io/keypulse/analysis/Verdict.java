package io.keypulse.analysis;

import io.keypulse.stats.FinitePopulation;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Name("Verdict")
@Description("Whether so many of an account's people are dissatisfied that it is unhealthy.")
public enum Verdict {
  @Description("Fewer, at 95 % confidence.")
  CLEARLY_HEALTHY,
  @Description("Fewer, at 80 % confidence.")
  PROBABLY_HEALTHY,
  CANNOT_TELL,
  @Description("As many or more, at 80 % confidence.")
  PROBABLY_UNHEALTHY,
  @Description("As many or more, at 95 % confidence.")
  CLEARLY_UNHEALTHY;

  private static final double CLEAR = 0.95;
  private static final double PROBABLE = 0.80;
  private static final double ROUNDING = 1e-9;

  /**
   * @param count dissatisfied among so many with an opinion
   * @param population with a possible opinion
   * @param line from which share on an account is unhealthy
   */
  static Verdict of(int count, int of, int population, double line) {
    if (of == 0) {
      return CANNOT_TELL;
    }
    FinitePopulation.Interval clear =
        FinitePopulation.interval(count, of, population, CLEAR).orElseThrow();
    if (clear.highestShare() < line - ROUNDING) {
      return CLEARLY_HEALTHY;
    }
    if (clear.lowestShare() >= line - ROUNDING) {
      return CLEARLY_UNHEALTHY;
    }
    FinitePopulation.Interval probable =
        FinitePopulation.interval(count, of, population, PROBABLE).orElseThrow();
    if (probable.highestShare() < line - ROUNDING) {
      return PROBABLY_HEALTHY;
    }
    return probable.lowestShare() >= line - ROUNDING ? PROBABLY_UNHEALTHY : CANNOT_TELL;
  }

  public boolean isHealthy() {
    return this == CLEARLY_HEALTHY || this == PROBABLY_HEALTHY;
  }

  public boolean isUnhealthy() {
    return this == CLEARLY_UNHEALTHY || this == PROBABLY_UNHEALTHY;
  }
}
