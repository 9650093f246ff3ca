package io.keypulse.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.stats.StratifiedShare.Stratum;
import io.keypulse.stats.TwoStageShare.Clusters;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Nothing is certain as long as somebody is silent. */
class SilenceTest {
  private static final double LEVEL = 0.95;

  @Test
  void strataThatAreUnanimousAreNoCertaintyUntilEverybodyWasHeard() {
    StratifiedShare five = strata(new Stratum(100, 5, 5, 0), new Stratum(100, 5, 5, 5));
    assertEquals(0.5, five.heard().value());
    Range doubt = interval(five);
    assertTrue(doubt.lower() < 0.3 && doubt.upper() > 0.7, doubt.toString());
    assertEquals(
        new Range(0.5, 0.5),
        interval(strata(new Stratum(100, 100, 100, 0), new Stratum(100, 100, 100, 100))));
    assertEquals(
        new Range(0, 0), interval(strata(new Stratum(50, 50, 50, 0), new Stratum(9, 9, 9, 0))));
  }

  /** Two strata, every share in each: how often the interval holds what is true. */
  @Test
  void theIntervalOfSmallStrataHoldsAsOftenAsItSays() {
    int shares = 9;
    double least = 1;
    double sum = 0;
    for (int first = 1; first <= shares; first++) {
      for (int second = 1; second <= shares; second++) {
        double held = held(first / 10.0, second / 10.0);
        least = Math.min(least, held);
        sum += held;
      }
    }
    assertTrue(least > 0.93, "at the worst shares " + least);
    assertTrue(sum / shares / shares > 0.95, "on average " + sum / shares / shares);
  }

  /** Five of 300 and five of 100 answer. */
  private static double held(double first, double second) {
    double truth = (300 * first + 100 * second) / 400;
    double held = 0;
    for (int x = 0; x <= 5; x++) {
      for (int y = 0; y <= 5; y++) {
        Range told = interval(strata(new Stratum(300, 5, 5, x), new Stratum(100, 5, 5, y)));
        held += told.contains(truth) ? chance(x, first) * chance(y, second) : 0;
      }
    }
    return held;
  }

  private static double chance(int marked, double share) {
    int[] ways = {1, 5, 10, 10, 5, 1};
    return ways[marked] * Math.pow(share, marked) * Math.pow(1 - share, 5 - marked);
  }

  @Test
  void ofAStratumThatWasNotHeardNothingIsToldButThatItMayBeEverything() {
    StratifiedShare heard = strata(new Stratum(100, 20, 20, 1), new Stratum(24, 6, 6, 6));
    StratifiedShare some =
        strata(new Stratum(200, 0, 0, 0), new Stratum(100, 20, 20, 1), new Stratum(24, 6, 6, 6));
    assertEquals((100 * 0.05 + 24) / 124, some.heard().value(), 1e-12);
    assertEquals(200, some.unheard());
    Range known = interval(heard);
    Range told = interval(some);
    assertEquals(known.lower() * 124 / 324, told.lower(), 1e-12);
    assertEquals((known.upper() * 124 + 200) / 324, told.upper(), 1e-12);
    assertEquals(7.0 / 324, some.possible().lower(), 1e-12);
    assertEquals(305.0 / 324, some.possible().upper(), 1e-12);
  }

  @Test
  void oneAnswerOfALargeStratumIsNoCertainty() {
    Range told = interval(strata(new Stratum(1_690, 1, 1, 1), new Stratum(300, 200, 200, 60)));
    assertTrue(told.lower() < 0.3, told.toString());
  }

  /** In the large stratum three of ten have an opinion, in the small one everybody. */
  @Test
  void theShareDoesNotMoveWithWhoSaysThatTheyHaveNoOpinion() {
    StratifiedShare few = strata(new Stratum(400, 40, 12, 2), new Stratum(100, 40, 40, 20));
    StratifiedShare all = strata(new Stratum(400, 400, 120, 20), new Stratum(100, 100, 100, 50));
    assertEquals(70.0 / 220, all.heard().value(), 1e-12);
    assertEquals(all.heard().value(), few.heard().value(), 1e-12);
    Range known = interval(all);
    assertEquals(0, known.width(), 1e-12);
    assertTrue(known.contains(all.heard().value()));
    assertTrue(interval(few).contains(70.0 / 220));
  }

  @Test
  void strataOfOneOpinionEachAreTakenForOne() {
    StratifiedShare one = strata(new Stratum(10, 1, 1, 1), new Stratum(30, 1, 1, 0));
    assertEquals(0.5, one.heard().value());
    assertTrue(interval(one).width() > 0.5, interval(one).toString());
  }

  @Test
  void accountsThatAreUnanimousAreNoCertaintyUntilAllTheirPeopleWereHeard() {
    Range doubt = accounts(10, new Heard(0, 2, 10), new Heard(2, 2, 10));
    assertTrue(doubt.lower() < 0.45 && doubt.upper() > 0.55, doubt.toString());
    assertEquals(
        new Range(0.5, 0.5), accounts(10, new Heard(0, 2, 2), new Heard(2, 2, 2)), "all of them");
    Range ofMore = accounts(100, new Heard(1, 2, 2), new Heard(1, 2, 2));
    assertTrue(ofMore.width() > 0.2, "ninety accounts were not heard: " + ofMore);
    assertEquals(
        new Range(0, 0), accounts(10, new Heard(0, 3, 3), new Heard(0, 3, 3)), "nobody, of all");
  }

  @Test
  void noIntervalOfAccountsLeavesWhatTheSilentCanMakeOfIt() {
    Range told = accounts(10, new Heard(4, 5, 5), new Heard(0, 4, 5));
    assertTrue(told.lower() >= 0.4 && told.upper() <= 0.5, told.toString());
    assertTrue(told.width() > 0);
  }

  private static Range accounts(int population, Heard first, Heard second) {
    return TwoStageShare.mean(
            List.of(new Clusters(first, 1, 5), new Clusters(second, 1, 5)), population)
        .orElseThrow()
        .kornGraubard(LEVEL)
        .orElseThrow();
  }

  @Test
  void moneyOfOneCustomerIsWorthOneHoweverManyAreHeard() {
    double[] revenue = IntStream.range(0, 40).mapToDouble(i -> i == 0 ? 1_000 : 1).toArray();
    RevenueWeighted.AtRisk none = content(revenue, 1, 50);
    assertTrue(none.effectiveAccounts() < 1.1);
    assertTrue(interval(none).upper() > 0.9, interval(none).toString());
    assertEquals(new Range(0, 0), interval(content(revenue, 1, 40)), "all of them were heard");
    assertEquals(new Range(0, 0.5), interval(content(revenue, 2, 40)), "half of their people");
  }

  private static RevenueWeighted.AtRisk content(double[] revenue, int people, int accounts) {
    List<Heard> heard =
        IntStream.range(0, revenue.length).mapToObj(i -> new Heard(0, 1, people)).toList();
    double[] chances = IntStream.range(0, revenue.length).mapToDouble(i -> 1).toArray();
    return RevenueWeighted.share(revenue, heard, chances, accounts).orElseThrow();
  }

  private static Range interval(RevenueWeighted.AtRisk risk) {
    return risk.share().kornGraubard(LEVEL).orElseThrow();
  }

  @Test
  void whoAnsweredInAnotherStratumIsNoChange() {
    StratifiedShare before = strata(new Stratum(15, 5, 5, 5), new Stratum(10, 5, 5, 0));
    StratifiedShare now = strata(new Stratum(15, 5, 5, 0), new Stratum(10, 5, 5, 5));
    ChangeOfShares change =
        ChangeOfShares.of(
            before.heard().value(), interval(before), now.heard().value(), interval(now), LEVEL);
    assertTrue(change.difference() < 0 && change.p() > 0.1, change.toString());
  }

  private static StratifiedShare strata(Stratum... strata) {
    return StratifiedShare.of(List.of(strata)).orElseThrow();
  }

  private static Range interval(StratifiedShare share) {
    return share.interval(LEVEL).orElseThrow();
  }
}
