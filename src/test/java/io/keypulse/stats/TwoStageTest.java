package io.keypulse.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.stats.Outcome.Reason;
import io.keypulse.stats.TwoStageShare.Clusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Accounts of which only some people are heard. */
class TwoStageTest {
  private static final double LEVEL = 0.95;
  private static final int ROUNDS = 1_000;

  /** 30 accounts of 6 people each, every one heard by two of them. */
  @Test
  void theIntervalOverAccountsHoldsWhereOnlySomeOfTheirPeopleAreHeard() {
    SplittableRandom random = new SplittableRandom(7);
    int held = 0;
    int heldByAccountsAlone = 0;
    for (int round = 0; round < ROUNDS; round++) {
      List<Clusters> heard = new ArrayList<>();
      List<Clusters> alone = new ArrayList<>();
      double truth = 0;
      for (int account = 0; account < 30; account++) {
        boolean[] unhappy = people(random, 6);
        truth += share(unhappy) / 30;
        int marked = marked(unhappy, 2);
        heard.add(new Clusters(new Heard(marked, 2, 6), 1, 1));
        alone.add(new Clusters(new Heard(marked, 2, 2), 1, 1));
      }
      held += holds(TwoStageShare.mean(heard, 30), truth) ? 1 : 0;
      heldByAccountsAlone += holds(TwoStageShare.mean(alone, 30), truth) ? 1 : 0;
    }
    assertTrue(held >= 930, held + " of 1,000");
    assertEquals(0, heldByAccountsAlone / 100, "without the second stage nothing is in doubt");
    assertEquals(Optional.of(Reason.NO_ANSWERS), TwoStageShare.mean(List.of(), 9).why());
  }

  /**
   * 60 accounts of 7 people each and of very different revenue, 56 of them heard by two of theirs.
   */
  @Test
  void theIntervalOfRevenueAtRiskHoldsWhereTwoOfSevenAreHeard() {
    SplittableRandom random = new SplittableRandom(11);
    int held = 0;
    int heldByAccountsAlone = 0;
    for (int round = 0; round < ROUNDS; round++) {
      double[] revenue = new double[60];
      List<Heard> heard = new ArrayList<>();
      List<Heard> alone = new ArrayList<>();
      double atRisk = 0;
      for (int account = 0; account < 60; account++) {
        revenue[account] = Math.exp(0.8 * random.nextGaussian());
        boolean[] unhappy = people(random, 7);
        atRisk += revenue[account] * share(unhappy);
        if (account < 56) {
          int marked = marked(unhappy, 2);
          heard.add(new Heard(marked, 2, 7));
          alone.add(new Heard(marked, 2, 2));
        }
      }
      double truth = atRisk / Arrays.stream(revenue).sum();
      double[] ofHeard = Arrays.copyOf(revenue, 56);
      held += holds(share(ofHeard, heard), truth) ? 1 : 0;
      heldByAccountsAlone += holds(share(ofHeard, alone), truth) ? 1 : 0;
    }
    assertTrue(held >= 900, held + " of 1,000");
    assertTrue(heldByAccountsAlone < 700, heldByAccountsAlone + " of 1,000 in one stage");
  }

  @Test
  void revenueOfAccountsThatWereSureToBeHeardCountsLess() {
    double[] revenue = new double[24];
    Arrays.fill(revenue, 1000);
    double[] chances = new double[24];
    Arrays.fill(chances, 0, 10, 1);
    Arrays.fill(chances, 10, 24, 0.14);
    List<Heard> heard =
        IntStream.range(0, 24).mapToObj(i -> new Heard(i < 10 ? 1 : 0, 1, 1)).toList();
    RevenueWeighted.AtRisk risk = RevenueWeighted.share(revenue, heard, chances, 110).orElseThrow();
    assertEquals(10 / 110.0, risk.share().value(), 1e-9);
    List<Clusters> clusters =
        IntStream.range(0, 24).mapToObj(i -> new Clusters(heard.get(i), chances[i], 1)).toList();
    Estimate accounts = TwoStageShare.mean(clusters, 110).orElseThrow();
    assertEquals(accounts.value(), risk.share().value(), 1e-12);
    assertEquals(accounts.standardError(), risk.share().standardError(), 1e-12);
  }

  private static double[] equal(int accounts) {
    double[] chances = new double[accounts];
    Arrays.fill(chances, 1);
    return chances;
  }

  private static Outcome<Estimate> share(double[] revenue, List<Heard> heard) {
    return RevenueWeighted.share(revenue, heard, equal(heard.size()), 60)
        .map(RevenueWeighted.AtRisk::share);
  }

  @Test
  void revenueOfTheContentAloneIsNotAtRiskHoweverOthersDiffer() {
    Estimate none =
        RevenueWeighted.share(
                new double[] {5, 5, 0},
                List.of(new Heard(0, 2, 7), new Heard(0, 2, 7), new Heard(1, 2, 7)),
                equal(3),
                3)
            .orElseThrow()
            .share();
    assertEquals(0, none.value());
    assertEquals(2, none.effectiveSample(), "the third bought nothing");
    assertEquals(
        new Range(0, 5.0 / 7),
        none.kornGraubard(LEVEL).orElseThrow(),
        "two of the seven were heard in each: more than the others cannot be");
  }

  @Test
  void theChanceToBeDrawnGrowsWithHowManyPeopleAnAccountHas() {
    assertEquals(0.3, Inclusion.ofAny(1, 3, 10), 1e-12);
    assertEquals(1 - 7.0 / 10 * 6 / 9, Inclusion.ofAny(2, 3, 10), 1e-12);
    assertEquals(1, Inclusion.ofAny(8, 3, 10), "only seven are not drawn");
    assertEquals(1, Inclusion.ofAny(1, 10, 10));
    assertEquals(0, Inclusion.ofAny(5, 0, 10));
    assertThrows(IllegalArgumentException.class, () -> Inclusion.ofAny(11, 3, 10));
  }

  /**
   * 60 accounts of one to nine people, the larger the more dissatisfied; a third of all people are
   * drawn, and all of them answer.
   */
  @Test
  void accountsThatWereDrawnMoreLikelyCountForLess() {
    SplittableRandom random = new SplittableRandom(13);
    double error = 0;
    double errorOfAllAlike = 0;
    int held = 0;
    for (int round = 0; round < ROUNDS; round++) {
      List<boolean[]> accounts = new ArrayList<>();
      double truth = 0;
      for (int account = 0; account < 60; account++) {
        int size = 1 + account % 9;
        boolean[] unhappy = new boolean[size];
        for (int person = 0; person < size; person++) {
          unhappy[person] = random.nextDouble() < 0.05 + 0.06 * size;
        }
        accounts.add(unhappy);
        truth += share(unhappy) / 60;
      }
      List<Clusters> heard = drawn(accounts, random);
      Outcome<Estimate> weighted = TwoStageShare.mean(heard, 60);
      error += (weighted.orElseThrow().value() - truth) / ROUNDS;
      held += holds(weighted, truth) ? 1 : 0;
      List<Clusters> alike =
          heard.stream().map(some -> new Clusters(some.people(), 1, some.times())).toList();
      errorOfAllAlike += (TwoStageShare.mean(alike, 60).orElseThrow().value() - truth) / ROUNDS;
    }
    assertEquals(0, error, 0.01);
    assertTrue(errorOfAllAlike > 0.03, "all alike: off by " + errorOfAllAlike);
    assertTrue(held >= 930, held + " of 1,000");
  }

  private static List<Clusters> drawn(List<boolean[]> accounts, SplittableRandom random) {
    int all = accounts.stream().mapToInt(account -> account.length).sum();
    int toDraw = all / 3;
    int left = all;
    int open = toDraw;
    List<Clusters> heard = new ArrayList<>();
    for (boolean[] account : accounts) {
      int of = 0;
      int marked = 0;
      for (boolean unhappy : account) {
        if (random.nextInt(left--) < open) {
          open--;
          of++;
          marked += unhappy ? 1 : 0;
        }
      }
      if (of > 0) {
        heard.add(
            new Clusters(
                new Heard(marked, of, account.length),
                Inclusion.ofAny(account.length, toDraw, all),
                1));
      }
    }
    return heard;
  }

  /** Some accounts lean to dissatisfaction, most do not. */
  private static boolean[] people(SplittableRandom random, int size) {
    double leaning = random.nextDouble() < 0.3 ? 0.7 : 0.1;
    boolean[] unhappy = new boolean[size];
    for (int person = 0; person < size; person++) {
      unhappy[person] = random.nextDouble() < leaning;
    }
    return unhappy;
  }

  private static double share(boolean[] unhappy) {
    return (double) marked(unhappy, unhappy.length) / unhappy.length;
  }

  /** Of the first ones. */
  private static int marked(boolean[] unhappy, int first) {
    return (int) IntStream.range(0, first).filter(person -> unhappy[person]).count();
  }

  private static boolean holds(Outcome<Estimate> estimate, double truth) {
    return estimate.orElseThrow().kornGraubard(LEVEL).orElseThrow().contains(truth);
  }
}
