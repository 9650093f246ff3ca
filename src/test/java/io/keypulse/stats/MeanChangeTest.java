package io.keypulse.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.stats.Outcome.Reason;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Wanted values are those of scipy 1.17: {@code ttest_rel} and {@code ttest_ind(equal_var=False)}
 * with their {@code confidence_interval}, and {@code hypergeom(N, t, n2).var() * (1/n1 + 1/n2)**2}
 * and {@code t.sf} where the lot is more than what is seen.
 */
class MeanChangeTest {
  private static final double LEVEL = 0.95;

  @Test
  void sameAccountsAreComparedByTheMeanOfTheirDifferences() {
    PairedShares pairs =
        IntStream.range(0, 36)
            .mapToObj(i -> PairedShares.of(i % 3, 3 + i % 2, (i * i + i / 4) % 4, 3 + (i + 1) % 3))
            .reduce(PairedShares.NOTHING, PairedShares::plus);
    assertEquals(4.191865079365079, pairs.byLot(), 1e-9);
    MeanChange change = pairs.change().orElseThrow();
    assertEquals(0.07546296296296297, change.difference(), 1e-12);
    assertEquals(0.24187940162355392, change.p(), 1e-9);
    assertEquals(-0.05322557598457804, change.interval(LEVEL).lower(), 1e-9);
    assertEquals(0.20415150191050396, change.interval(LEVEL).upper(), 1e-9);
  }

  @Test
  void whatTheLotMakesOfSingleAnswersIsInDoubtThoughTheyHappenToBeAlike() {
    PairedShares pairs =
        IntStream.range(0, 40)
            .mapToObj(i -> PairedShares.of(i == 0 ? 1 : 0, 1, new int[] {0, 1, 0, 2, 0}[i % 5], 7))
            .reduce(PairedShares.NOTHING, PairedShares::plus);
    MeanChange change = pairs.change().orElseThrow();
    assertEquals(0.06071428571428571, change.difference(), 1e-12);
    assertEquals(0.04503400076042319, change.standardError(), 1e-12, "not 0.0327, of the spread");
    assertEquals(0.1853765736597649, change.p(), 1e-9);
    assertEquals(-0.030375578716750853, change.interval(LEVEL).lower(), 1e-9);
    assertEquals(0.15180415014532228, change.interval(LEVEL).upper(), 1e-9);
  }

  @Test
  void oneAnswerEachIsMcNemarsVariance() {
    PairedShares pairs =
        PairedShares.of(1, 1, 0, 1)
            .plus(PairedShares.of(0, 1, 1, 1))
            .plus(PairedShares.of(0, 1, 1, 1))
            .plus(PairedShares.of(1, 1, 1, 1));
    assertEquals(3, pairs.byLot());
    assertEquals(3, pairs.squares());
  }

  @Test
  void differentAccountsAreComparedAsWelchDoes() {
    MeanShare before =
        IntStream.range(0, 32)
            .mapToObj(i -> MeanShare.of(i * 7 % 5, 4))
            .reduce(MeanShare.NOTHING, MeanShare::plus);
    MeanShare now =
        IntStream.range(0, 45)
            .mapToObj(i -> MeanShare.of(Math.min(5, i * i % 7), 5))
            .reduce(MeanShare.NOTHING, MeanShare::plus);
    MeanChange change = MeanChange.independent(before, now).orElseThrow();
    assertEquals(-0.08881944444444445, change.difference(), 1e-12);
    assertEquals(57.817167586753534, change.degreesOfFreedom(), 1e-9);
    assertEquals(0.2524097642844433, change.p(), 1e-9);
    assertEquals(-0.24262009431669546, change.interval(LEVEL).lower(), 1e-9);
    assertEquals(0.06498120542780655, change.interval(LEVEL).upper(), 1e-9);
  }

  @Test
  void aSideInWhichByChanceNobodyWasDissatisfiedIsNotKnownForCertain() {
    MeanShare before =
        IntStream.range(0, 40)
            .mapToObj(i -> MeanShare.of(0, 1))
            .reduce(MeanShare.NOTHING, MeanShare::plus);
    MeanShare now =
        IntStream.range(0, 50)
            .mapToObj(i -> MeanShare.of(i % 4 == 0 ? 1 : 0, 7))
            .reduce(MeanShare.NOTHING, MeanShare::plus);
    MeanChange change = MeanChange.independent(before, now).orElseThrow();
    assertEquals(47.92545631420139, change.degreesOfFreedom(), 1e-9);
    assertEquals(0.22110924896874445, change.p(), 1e-9, "not 0.00013, of the spread alone");
    assertEquals(-0.02309876631475212, change.interval(LEVEL).lower(), 1e-9);
    assertEquals(0.0973844806004664, change.interval(LEVEL).upper(), 1e-9);
  }

  @Test
  void whereNobodyIsDissatisfiedNothingHasChangedAndOneAccountTellsNoSpread() {
    PairedShares calm = PairedShares.of(0, 2, 0, 5).plus(PairedShares.of(0, 1, 0, 3));
    assertEquals(new MeanChange(0, 0, 1), calm.change().orElseThrow());
    assertEquals(1, calm.change().orElseThrow().p());
    assertEquals(new Range(0, 0), calm.change().orElseThrow().interval(LEVEL));
    MeanShare two = MeanShare.of(0, 2).plus(MeanShare.of(0, 3));
    assertEquals(1, MeanChange.independent(two, two).orElseThrow().p());
    assertEquals(Optional.of(Reason.NO_ANSWERS), PairedShares.NOTHING.change().why());
    assertEquals(Optional.of(Reason.ONE_ANSWER), PairedShares.of(1, 2, 0, 1).change().why());
    assertEquals(
        Optional.of(Reason.ONE_ANSWER), MeanChange.independent(two, MeanShare.of(1, 2)).why());
    assertEquals(
        Optional.of(Reason.NO_ANSWERS), MeanChange.independent(MeanShare.NOTHING, two).why());
    assertThrows(IllegalArgumentException.class, () -> PairedShares.of(0, 0, 1, 1).change());
  }

  @Test
  void howManyAreAskedMakesNoChange() {
    SplittableRandom random = new SplittableRandom(11);
    for (int accounts : new int[] {30, 60, 200}) {
      for (double rate : new double[] {0.03, 0.12, 0.3}) {
        String what = accounts + " accounts, " + rate;
        assertHeld("same, more now: " + what, () -> same(random, accounts, rate, 1, 7));
        assertHeld("same, fewer now: " + what, () -> same(random, accounts, rate, 7, 1));
        assertHeld("others, more now: " + what, () -> others(random, accounts, rate, 1, 7));
        assertHeld("others, fewer now: " + what, () -> others(random, accounts, rate, 7, 1));
      }
    }
  }

  /** In no more than a twentieth a change, and neither way in many more than half of that. */
  private static void assertHeld(String what, Supplier<MeanChange> draw) {
    int times = 1_000;
    int up = 0;
    int down = 0;
    for (int i = 0; i < times; i++) {
      MeanChange change = draw.get();
      boolean called = change.p() <= 1 - LEVEL;
      up += called && change.difference() > 0 ? 1 : 0;
      down += called && change.difference() < 0 ? 1 : 0;
    }
    double chance = 3 * Math.sqrt(0.05 * 0.95 / times);
    assertTrue(up + down <= (0.05 + chance) * times, what + ": " + up + " up, " + down + " down");
    assertTrue(Math.max(up, down) <= 0.045 * times, what + ": " + up + " up, " + down + " down");
  }

  private static MeanChange same(
      SplittableRandom random, int accounts, double rate, int before, int now) {
    PairedShares pairs = PairedShares.NOTHING;
    for (int i = 0; i < accounts; i++) {
      pairs =
          pairs.plus(PairedShares.of(of(random, before, rate), before, of(random, now, rate), now));
    }
    return pairs.change().orElseThrow();
  }

  private static MeanChange others(
      SplittableRandom random, int accounts, double rate, int before, int now) {
    return MeanChange.independent(
            shares(random, accounts, rate, before), shares(random, accounts, rate, now))
        .orElseThrow();
  }

  private static MeanShare shares(SplittableRandom random, int accounts, double rate, int answers) {
    MeanShare shares = MeanShare.NOTHING;
    for (int i = 0; i < accounts; i++) {
      shares = shares.plus(MeanShare.of(of(random, answers, rate), answers));
    }
    return shares;
  }

  private static int of(SplittableRandom random, int answers, double rate) {
    int dissatisfied = 0;
    for (int i = 0; i < answers; i++) {
      dissatisfied += random.nextDouble() < rate ? 1 : 0;
    }
    return dissatisfied;
  }

  @Test
  void aDoublingIsSeenHoweverManyAreAsked() {
    SplittableRandom random = new SplittableRandom(12);
    int up = 0;
    for (int i = 0; i < 200; i++) {
      PairedShares pairs = PairedShares.NOTHING;
      for (int account = 0; account < 200; account++) {
        pairs = pairs.plus(PairedShares.of(of(random, 1, 0.12), 1, of(random, 7, 0.24), 7));
      }
      MeanChange change = pairs.change().orElseThrow();
      up += change.p() <= 0.05 && change.difference() > 0 ? 1 : 0;
    }
    assertTrue(up > 180, up + " of 200");
  }

  @Test
  void accountsThatWereLessLikelyToBeHeardCountMore() {
    MeanShare before = MeanShare.NOTHING;
    MeanShare now = MeanShare.NOTHING;
    for (int i = 0; i < 40; i++) {
      before = before.plus(MeanShare.of(i < 4 ? 1 : 0, 1));
      now = now.plus(MeanShare.of(i < 20 ? 1 : 0, 1, i < 20 ? 1 : 9));
    }
    MeanChange change = MeanChange.independent(before, now).orElseThrow();
    assertEquals(0, change.difference(), 1e-12);
    assertEquals(1, change.p(), 1e-9);
    assertTrue(before.countsAlike());
    assertFalse(now.countsAlike());
    MeanShare thrice = MeanShare.NOTHING;
    for (int i = 0; i < 40; i++) {
      thrice = thrice.plus(MeanShare.of(i < 4 ? 1 : 0, 1, 3));
    }
    assertTrue(thrice.countsAlike());
    assertEquals(
        MeanChange.independent(before, before).orElseThrow().standardError(),
        MeanChange.independent(thrice, thrice).orElseThrow().standardError(),
        1e-12);
  }
}
