package io.keypulse.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;

/** What is claimed of a team or a segment among all, and how often that is chance. */
class PartOfUnitsTest {
  private static final double LEVEL = 0.95;

  @Test
  void peopleWhoDoNotKnowEachOtherAreCountedByTheBinomialDistribution() {
    BinomialDistribution binomial = BinomialDistribution.of(30, 0.12);
    PartOfUnits.Tails tails = new PartOfUnits(8, 30, 0).tails(new PriorGrid.Point(0.12, 4, 1));
    assertEquals(binomial.survivalProbability(7), tails.atLeast(), 1e-8);
    assertEquals(binomial.cumulativeProbability(8), tails.atMost(), 1e-8);
  }

  @Test
  void peopleOfOneUnitAreCountedByTheBetaBinomialDistribution() {
    double a = 0.12 * 4;
    double b = 0.88 * 4;
    double atMost = 0;
    for (int k = 0; k <= 3; k++) {
      double ways = -Math.log(11) - LogBeta.value(10 - k + 1.0, k + 1.0);
      atMost += Math.exp(ways + LogBeta.value(a + k, b + 10 - k) - LogBeta.value(a, b));
    }
    PartOfUnits.Tails tails = new PartOfUnits(3, 10, 90).tails(new PriorGrid.Point(0.12, 4, 1));
    assertEquals(atMost, tails.atMost(), 1e-10);
  }

  @Test
  void aboveTwentyThousandAnswersTheNormalDistributionSaysTheSame() {
    PriorGrid.Point units = new PriorGrid.Point(0.12, 4, 1);
    double exact = new PartOfUnits(2_520, 20_000, 40_000).tails(units).atLeast();
    double normal = new PartOfUnits(2_521, 20_001, 40_000).tails(units).atLeast();
    assertEquals(exact, normal, 2e-3);
  }

  @Test
  void manyOfOneUnitSayLessThanOneOfMany() {
    Shrinkage units =
        Shrinkage.of(
                Stream.concat(
                        Stream.generate(() -> new Shrinkage.Count(0, 4)).limit(40),
                        Stream.generate(() -> new Shrinkage.Count(4, 4)).limit(6))
                    .toList(),
                LEVEL)
            .orElseThrow();
    assertTrue(units.alike() > 0.3, "people of a unit say the same: " + units.alike());
    PartOfUnits apart = new PartOfUnits(8, 20, 0);
    PartOfUnits together = new PartOfUnits(8, 20, 60);
    assertTrue(units.chance(apart) < 0.02, "" + units.chance(apart));
    assertTrue(units.chance(together) > 2 * units.chance(apart), "" + units.chance(together));
    assertEquals(new Shrinkage.Count(8, 20), apart.worth(units.alike()));
    assertTrue(together.worth(units.alike()).answers() < 12);
    assertEquals(together, apart.plus(new PartOfUnits(0, 0, 60)));
  }

  @Test
  void ofTeamsThatAreAllAlikeSeldomAnyIsCalledWorse() {
    SplittableRandom chance = new SplittableRandom(11);
    int claimed = 0;
    for (int run = 0; run < 100; run++) {
      List<Shrinkage.Count> accounts = new ArrayList<>();
      List<PartOfUnits> teams = new ArrayList<>();
      for (int team = 0; team < 28; team++) {
        PartOfUnits all = new PartOfUnits(0, 0, 0);
        for (int account = 0; account < 9; account++) {
          Shrinkage.Count said = said(chance, chance.nextInt(12) == 0 ? 0.6 : 0.08);
          accounts.add(said);
          int n = said.answers();
          all = all.plus(new PartOfUnits(said.dissatisfied(), n, n * (n - 1.0)));
        }
        teams.add(all);
      }
      Shrinkage units = Shrinkage.of(accounts, LEVEL).orElseThrow();
      List<Double> p = ManyTests.benjaminiHochberg(teams.stream().map(units::chance).toList());
      claimed += p.stream().anyMatch(one -> one <= 0.10) ? 1 : 0;
    }
    assertTrue(claimed <= 13, claimed + " of 100");
  }

  private static Shrinkage.Count said(SplittableRandom chance, double dissatisfied) {
    int n = 1 + chance.nextInt(5);
    int x = 0;
    for (int i = 0; i < n; i++) {
      x += chance.nextDouble() < dissatisfied ? 1 : 0;
    }
    return new Shrinkage.Count(x, n);
  }

  @Test
  void moreDissatisfiedThanAnswersIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new PartOfUnits(2, 1, 0));
    assertEquals(new Shrinkage.Count(0, 0), new PartOfUnits(0, 0, 0).worth(0.2));
  }
}
