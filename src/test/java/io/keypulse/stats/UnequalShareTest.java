package io.keypulse.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.stats.UnequalShare.Accounts;
import io.keypulse.stats.UnequalShare.Stratum;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnequalShareTest {
  private static final double LEVEL = 0.95;

  @Test
  void oneWhoSpeaksForSixtyMayBeAloneOrSpeakForAll() {
    UnequalShare share = of(new Accounts(60, 60, 1, 1, 1), new Accounts(1, 1, 0, 1, 20));
    assertEquals(60 / 80.0, share.value(), 1e-12);
    assertEquals(6400 / 3620.0, share.effectiveSample(), 1e-9);
    Range range = share.interval(LEVEL);
    assertTrue(range.lower() < 0.2, range.toString());
    assertEquals(60 / 80.0, range.upper(), 1e-9, "twenty are known to be satisfied");
  }

  @Test
  void nobodyDissatisfiedAmongFewHeardIsNoProofForManySilent() {
    UnequalShare share = of(new Accounts(60, 60, 0, 1, 1), new Accounts(1, 1, 0, 1, 20));
    assertEquals(0, share.value());
    assertEquals(59 / 80.0, share.interval(LEVEL).upper(), 0.01);
    UnequalShare rare =
        of(
            new Accounts(60, 60, 0, 1, 1),
            new Accounts(1, 1, 1, 1, 1),
            new Accounts(1, 1, 0, 1, 19));
    assertTrue(rare.interval(LEVEL).upper() > 0.6, rare.interval(LEVEL).toString());
  }

  @Test
  void fourWhoAgreeSpeakForSixtyMoreSurely() {
    UnequalShare share = of(new Accounts(15, 60, 4, 4, 1), new Accounts(1, 1, 0, 1, 20));
    assertEquals(0.75, share.value(), 1e-12);
    assertEquals(0.5, share.interval(LEVEL).lower(), 0.1);
    assertEquals(0.75, share.interval(LEVEL).upper(), 1e-9);
  }

  @Test
  void equalChancesOfSinglePeopleAreASimpleSample() {
    UnequalShare share =
        of(new Accounts(1, 1, 1, 1, 4), new Accounts(1, 1, 0, 1, 16), new Accounts(1, 1, 0, 0, 40));
    double[] values = new double[20];
    java.util.Arrays.fill(values, 0, 4, 1);
    Estimate simple = SimpleSample.mean(values, 60).orElseThrow();
    assertEquals(simple.value(), share.value(), 1e-12);
    assertEquals(simple.standardError(), share.standardError(), 1e-12);
    assertEquals(20, share.effectiveSample(), 1e-9);
    assertFalse(new Stratum(List.of(new Accounts(3, 1, 1, 1, 4))).isUnequal());
    assertTrue(
        new Stratum(List.of(new Accounts(3, 1, 1, 1, 4), new Accounts(2, 1, 1, 1, 4))).isUnequal());
  }

  /** Large accounts are less satisfied, and only three people of each can be drawn. */
  @Test
  void theIntervalHoldsTheTruthAsOftenAsItSays() {
    Random random = new Random(7);
    for (int drawn : new int[] {20, 40, 60}) {
      int held = 0;
      double sum = 0;
      double errors = 0;
      double spread = 0;
      double truth = 0;
      int times = 2000;
      for (int time = 0; time < times; time++) {
        List<boolean[]> accounts = new ArrayList<>();
        Random people = new Random(3);
        int unhappy = 0;
        int all = 0;
        for (int i = 0; i < 40; i++) {
          boolean[] said = new boolean[i < 8 ? 15 : 1 + i % 4];
          for (int k = 0; k < said.length; k++) {
            said[k] = people.nextDouble() < (i < 8 ? 0.5 : 0.2);
            unhappy += said[k] ? 1 : 0;
          }
          all += said.length;
          accounts.add(said);
        }
        truth = (double) unhappy / all;
        List<int[]> candidates = new ArrayList<>();
        for (int i = 0; i < accounts.size(); i++) {
          int account = i;
          List<int[]> own =
              new ArrayList<>(
                  IntStream.range(0, accounts.get(i).length)
                      .mapToObj(k -> new int[] {account, k})
                      .toList());
          Collections.shuffle(own, random);
          candidates.addAll(own.subList(0, Math.min(3, own.size())));
        }
        Collections.shuffle(candidates, random);
        int[] of = new int[40];
        int[] marked = new int[40];
        for (int[] one : candidates.subList(0, Math.min(drawn, candidates.size()))) {
          of[one[0]]++;
          marked[one[0]] += accounts.get(one[0])[one[1]] ? 1 : 0;
        }
        List<Accounts> heard = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
          int size = accounts.get(i).length;
          heard.add(new Accounts(Math.max(1, size / 3.0), size, marked[i], of[i], 1));
        }
        UnequalShare share = of(heard.toArray(Accounts[]::new));
        Range range = share.interval(LEVEL);
        held += range.lower() <= truth + 1e-12 && truth <= range.upper() + 1e-12 ? 1 : 0;
        sum += share.value();
        errors += share.standardError();
        spread += (share.value() - truth) * (share.value() - truth);
      }
      assertEquals(truth, sum / times, 0.01, "drawn " + drawn);
      assertTrue(held >= 0.94 * times, held + " of " + times + ", drawn " + drawn);
      assertEquals(1, errors / times / Math.sqrt(spread / times), 0.25, "drawn " + drawn);
    }
  }

  private static UnequalShare of(Accounts... accounts) {
    return UnequalShare.of(List.of(new Stratum(List.of(accounts)))).orElseThrow();
  }
}
