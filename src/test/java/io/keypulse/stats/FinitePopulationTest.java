package io.keypulse.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;
import org.junit.jupiter.api.Test;

class FinitePopulationTest {
  private static final ReferenceCase CASE = new ReferenceCase("02-hypergeometric-interval");

  @Test
  void theIntervalIsTheOneOfTheReferenceCase() {
    double level = CASE.input().get("level").asDouble();
    for (JsonNode row : CASE.expected().get("rows")) {
      FinitePopulation.Interval interval =
          FinitePopulation.interval(
                  row.get("x").asInt(), row.get("n").asInt(), row.get("N").asInt(), level)
              .orElseThrow();
      assertEquals(row.get("countLower").asInt(), interval.lowest(), row::toString);
      assertEquals(row.get("countUpper").asInt(), interval.highest(), row::toString);
      assertEquals(row.get("p").asDouble(), interval.share(), CASE.tolerance());
      assertEquals(row.get("shareLower").asDouble(), interval.lowestShare(), CASE.tolerance());
      assertEquals(row.get("shareUpper").asDouble(), interval.highestShare(), CASE.tolerance());
      assertEquals(
          row.get("noAssumptionLower").asDouble(),
          interval.lowestShareWhateverOthersSay(),
          CASE.tolerance());
      assertEquals(
          row.get("noAssumptionUpper").asDouble(),
          interval.highestShareWhateverOthersSay(),
          CASE.tolerance());
    }
  }

  @Test
  void thePublishedIntervalsComeOut() {
    assertEquals(List.of(42, 62), between(31, 152, 250));
    assertEquals(List.of(5, 31), between(3, 10, 50));
    assertEquals(List.of(2, 4), between(2, 7, 9));
  }

  private static List<Integer> between(int count, int sample, int population) {
    FinitePopulation.Interval interval =
        FinitePopulation.interval(count, sample, population, 0.95).orElseThrow();
    return List.of(interval.lowest(), interval.highest());
  }

  @Test
  void nobodyAskedIsNoEstimateAndNotZero() {
    assertEquals(Optional.empty(), FinitePopulation.interval(0, 0, 9, 0.95));
  }

  @Test
  void everyoneAskedLeavesNoDoubt() {
    FinitePopulation.Interval interval = FinitePopulation.interval(2, 9, 9, 0.95).orElseThrow();
    assertEquals(2, interval.lowest());
    assertEquals(2, interval.highest());
  }

  @Test
  void theIntervalHoldsWhatTheDistributionOfTheLibraryDoesNotReject() {
    Random random = new Random(4);
    for (int i = 0; i < 200; i++) {
      int population = 1 + random.nextInt(3_000);
      int sample = 1 + random.nextInt(population);
      int count = random.nextInt(sample + 1);
      FinitePopulation.Interval interval =
          FinitePopulation.interval(count, sample, population, 0.9).orElseThrow();
      String which = interval.toString();
      assertTrue(holds(interval, interval.lowest()), which);
      assertTrue(holds(interval, interval.highest()), which);
      assertFalse(holds(interval, interval.lowest() - 1), which);
      assertFalse(holds(interval, interval.highest() + 1), which);
    }
  }

  private static boolean holds(FinitePopulation.Interval interval, int k) {
    int population = interval.population();
    if (k < interval.count() || k > population - interval.sample() + interval.count()) {
      return false;
    }
    HypergeometricDistribution drawn =
        HypergeometricDistribution.of(population, k, interval.sample());
    return drawn.cumulativeProbability(interval.count()) > 0.05
        && drawn.survivalProbability(interval.count() - 1) > 0.05;
  }

  @Test
  void impossibleCountsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> FinitePopulation.interval(3, 2, 9, 0.95));
    assertThrows(IllegalArgumentException.class, () -> FinitePopulation.interval(1, 10, 9, 0.95));
    assertThrows(IllegalArgumentException.class, () -> FinitePopulation.interval(-1, 2, 9, 0.95));
    assertThrows(IllegalArgumentException.class, () -> FinitePopulation.interval(1, 2, 9, 1));
  }

  @Test
  void inEverySmallPopulationTheTrueCountIsMissedAtMostAsOftenAsPromised() {
    for (int population = 1; population <= 24; population++) {
      for (int sample = 1; sample <= population; sample++) {
        for (int truth = 0; truth <= population; truth++) {
          HypergeometricDistribution draws =
              HypergeometricDistribution.of(population, truth, sample);
          double covered = 0;
          for (int count = Math.max(0, sample - population + truth);
              count <= Math.min(sample, truth);
              count++) {
            FinitePopulation.Interval interval =
                FinitePopulation.interval(count, sample, population, 0.95).orElseThrow();
            covered +=
                interval.lowest() <= truth && truth <= interval.highest()
                    ? draws.probability(count)
                    : 0;
          }
          assertTrue(
              covered >= 0.95 - 1e-9,
              "N " + population + " n " + sample + " K " + truth + ": " + covered);
        }
      }
    }
  }
}
