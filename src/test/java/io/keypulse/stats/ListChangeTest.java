package io.keypulse.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.stats.Outcome.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;

/** What has become of the accounts of a list. */
class ListChangeTest {
  private static final double LEVEL = 0.95;

  @Test
  void whereEverybodyWasHeardTheDifferenceIsKnown() {
    ListChange known =
        ListChange.of(
                List.of(
                    new ListChange.Accounts(new Heard(0, 2, 2), new Heard(1, 2, 2), 3),
                    new ListChange.Accounts(new Heard(1, 1, 1), new Heard(1, 1, 1), 6)),
                9,
                LEVEL)
            .orElseThrow();
    assertEquals(1.5 / 9, known.difference(), 1e-12);
    assertEquals(0, known.interval().width());
    assertEquals(0, known.possible().width());
  }

  @Test
  void oneOfAPersonEachIsTheMeanOfASampleOfAFinitePopulation() {
    List<ListChange.Accounts> accounts =
        List.of(accounts(0, 1, 8), accounts(0, 0, 20), accounts(1, 0, 2), accounts(1, 1, 10));
    ListChange told = ListChange.of(accounts, 50, LEVEL).orElseThrow();
    double mean = 6 / 40.0;
    double squares = 10 - 40 * mean * mean;
    double error = Math.sqrt((1 - 40 / 50.0) * squares / 39 / 40);
    double reach = TDistribution.of(39).inverseSurvivalProbability(0.025) * error;
    assertEquals(mean, told.difference(), 1e-12);
    assertEquals(mean - reach, told.interval().lower(), 1e-9);
    assertEquals(mean + reach, told.interval().upper(), 1e-9);
    assertEquals((6 - 10) / 50.0, told.possible().lower(), 1e-12);
    assertEquals((6 + 10) / 50.0, told.possible().upper(), 1e-12);
  }

  @Test
  void theIntervalHoldsAsOftenAsItSays() {
    SplittableRandom chance = new SplittableRandom(3);
    int held = 0;
    for (int run = 0; run < 400; run++) {
      List<ListChange.Accounts> heard = new ArrayList<>();
      double truth = 0;
      for (int account = 0; account < 60; account++) {
        double bad = chance.nextInt(4) == 0 ? 0.7 : 0.1;
        boolean[] before = people(chance, bad);
        boolean[] now = people(chance, Math.min(1, bad + 0.1));
        truth += share(now) - share(before);
        if (chance.nextInt(3) > 0) {
          heard.add(new ListChange.Accounts(heard(before, chance), heard(now, chance), 1));
        }
      }
      Range range = ListChange.of(heard, 60, LEVEL).orElseThrow().interval();
      held += range.contains(truth / 60) ? 1 : 0;
    }
    assertTrue(held >= 364, held + " of 400");
  }

  private static boolean[] people(SplittableRandom chance, double bad) {
    boolean[] people = new boolean[2 + chance.nextInt(4)];
    for (int i = 0; i < people.length; i++) {
      people[i] = chance.nextDouble() < bad;
    }
    return people;
  }

  private static double share(boolean[] people) {
    double count = 0;
    for (boolean one : people) {
      count += one ? 1 : 0;
    }
    return count / people.length;
  }

  private static Heard heard(boolean[] people, SplittableRandom chance) {
    int of = 1 + chance.nextInt(people.length);
    int marked = 0;
    for (int i = 0; i < of; i++) {
      marked += people[i] ? 1 : 0;
    }
    return new Heard(marked, of, people.length);
  }

  private static ListChange.Accounts accounts(int before, int now, int times) {
    return new ListChange.Accounts(new Heard(before, 1, 1), new Heard(now, 1, 1), times);
  }

  @Test
  void nobodyAndOneOfSeveralTellNothingOfTheList() {
    assertEquals(Optional.of(Reason.NO_ANSWERS), ListChange.of(List.of(), 4, LEVEL).why());
    assertEquals(
        Optional.of(Reason.ONE_ANSWER), ListChange.of(List.of(accounts(0, 1, 1)), 4, LEVEL).why());
    assertEquals(1, ListChange.of(List.of(accounts(0, 1, 1)), 1, LEVEL).orElseThrow().difference());
    assertThrows(
        IllegalArgumentException.class,
        () -> ListChange.of(List.of(accounts(0, 1, 3)), 2, LEVEL).optional());
  }
}
