package io.keypulse.wave;

import io.keypulse.stats.Allocation;
import io.keypulse.stats.SampleSize;
import io.keypulse.survey.SamplingPlan;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * How many of each stratum are drawn.
 *
 * @param planned in all
 * @param drawn of each stratum, in their order
 * @param raised whether the minima of the strata asked for more than the plan
 */
record Division(int planned, List<Integer> drawn, boolean raised) {
  /** The one stratum of a frame that nothing divides. */
  static final String WHOLE = "ALL";

  static final double LEVEL = 0.95;
  private static final double UNKNOWN_SHARE = 0.5;

  /** A stratum that was unanimous last time must not get nothing. */
  private static final double LEAST_DEVIATION = 0.5;

  /** Those of the frame that can be drawn, and those whom the cap per account has left. */
  record Stratum(String stratum, int units, int candidates) {}

  static Division of(SamplingPlan plan, List<Stratum> strata, double[] deviations) {
    int[] sizes = strata.stream().mapToInt(Stratum::candidates).toArray();
    int[] minima = strata.stream().mapToInt(stratum -> least(plan, stratum)).toArray();
    int wanted = Math.min(wanted(plan, strata), Arrays.stream(sizes).sum());
    int least = Arrays.stream(minima).sum();
    int planned = Math.max(wanted, least);
    return new Division(
        planned, divided(plan.allocation(), planned, sizes, deviations, minima), planned > wanted);
  }

  private static int least(SamplingPlan plan, Stratum stratum) {
    int minimum = plan.strataBy() == SamplingPlan.StrataBy.NONE ? 0 : plan.stratumMinimum();
    return least(stratum.candidates(), minimum, plan.takesAllOf(stratum.stratum()));
  }

  static int least(int candidates, int minimum, boolean takeAll) {
    return takeAll ? candidates : Math.min(minimum, candidates);
  }

  /**
   * The rule by which a drawn wave was divided.
   *
   * @param minima of each stratum, at most its size
   */
  static List<Integer> divided(
      SamplingPlan.Allocation allocation,
      int planned,
      int[] sizes,
      double[] deviations,
      int[] minima) {
    int[] given =
        allocation == SamplingPlan.Allocation.CENSUS
            ? sizes
            : Allocation.whole(planned, sizes, deviations, minima);
    return Arrays.stream(given).boxed().toList();
  }

  /** 1 for every stratum, or how far its opinions differed last time. */
  static double[] deviations(
      SamplingPlan plan, List<Stratum> strata, Map<String, Double> lastTime) {
    return strata.stream()
        .mapToDouble(
            stratum ->
                plan.allocation() == SamplingPlan.Allocation.NEYMAN
                    ? Math.max(LEAST_DEVIATION, lastTime.getOrDefault(stratum.stratum(), 1.0))
                    : 1)
        .toArray();
  }

  private static int wanted(SamplingPlan plan, List<Stratum> strata) {
    int population = strata.stream().mapToInt(Stratum::units).sum();
    if (population == 0 || plan.allocation() == SamplingPlan.Allocation.CENSUS) {
      return population;
    }
    if (plan.margin() == null) {
      return plan.size() == null ? population : plan.size();
    }
    return toReach(plan.margin(), plan, strata, population);
  }

  /** Those of strata that are drawn whole, and of the others as many as the margin of all needs. */
  private static int toReach(
      double margin, SamplingPlan plan, List<Stratum> strata, int population) {
    int whole =
        strata.stream()
            .filter(stratum -> plan.takesAllOf(stratum.stratum()))
            .mapToInt(Stratum::units)
            .sum();
    int others = population - whole;
    if (others == 0) {
      return population;
    }
    int taken =
        strata.stream()
            .filter(stratum -> plan.takesAllOf(stratum.stratum()))
            .mapToInt(Stratum::candidates)
            .sum();
    int needed =
        SampleSize.forShare(others, UNKNOWN_SHARE, margin * population / others, LEVEL).required();
    return plan.expectedResponse() == null
        ? taken + needed
        : taken + SampleSize.invitations(needed, plan.expectedResponse(), others);
  }
}
