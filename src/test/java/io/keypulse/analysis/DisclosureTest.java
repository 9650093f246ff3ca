package io.keypulse.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.stats.Inclusion;
import io.keypulse.stats.Range;
import io.keypulse.stats.SimpleSample;
import io.keypulse.stats.Spread;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DisclosureTest {
  @Test
  void whatIsShownGrowsWithTheAnswers() {
    assertEquals(
        new InsufficientData(WithheldReason.NO_ANSWERS, 0, 5), DisclosureOfPeople.of(0, 0, 9));
    assertEquals(
        new InsufficientData(WithheldReason.TOO_FEW_ANSWERS, 4, 5), DisclosureOfPeople.of(2, 4, 9));
    assertEquals(
        new FewAnswersView(ShareView.Unit.PEOPLE, 2, 7, 9, 0.95, 2, 4),
        DisclosureOfPeople.of(2, 7, 9),
        "two of seven, so two to four of the nine");
    ShareView wide = assertInstanceOf(ShareView.class, DisclosureOfPeople.of(3, 10, 250));
    assertTrue(wide.wide());
    ShareView exact = assertInstanceOf(ShareView.class, DisclosureOfPeople.of(31, 152, 250));
    assertEquals(Optional.of(42), exact.lowest());
    assertEquals(Optional.of(62), exact.highest());
    assertFalse(exact.wide());
    assertEquals(ShareView.Method.EXACT_HYPERGEOMETRIC, exact.method());
    ShareView large = assertInstanceOf(ShareView.class, DisclosureOfPeople.of(31, 152, 1_000_000));
    assertEquals(ShareView.Method.WILSON, large.method());
    assertEquals(
        WithheldReason.INTERVAL_TOO_WIDE,
        assertInstanceOf(InsufficientData.class, DisclosureOfPeople.of(16, 32, 1_000_000))
            .reason());
  }

  @Test
  void strataAreWeightedByWhomTheyStandForAndNotByWhoAnswered() {
    List<Tally> strata =
        List.of(
            new Tally("NORTH", 100, 25, 0, 2, 0, 12, 6, 0),
            new Tally("SOUTH", 60, 20, 0, 5, 0, 5, 2, 0),
            new Tally("TOP", 8, 8, 0, 1, 0, 5, 2, 0));
    ShareView share =
        assertInstanceOf(ShareView.class, DisclosureOfPeople.of(strata, Tally::dissatisfied));
    assertEquals(ShareView.Method.STRATIFIED, share.method());
    assertEquals(0.214285714, share.share(), 1e-6);
    assertEquals(0.107812253, share.lowestShare(), 1e-6);
    assertEquals(0.358981437, share.highestShare(), 1e-6);
    assertEquals(
        168 * 168 / (100 * 100 / 20.0 + 60 * 60 / 12.0 + 8 * 8 / 8.0),
        share.effectiveSample(),
        1e-9,
        "as many unweighted answers (Kish)");
  }

  @Test
  void aStratumInWhichAllSayTheSameMakesNoAnswersOfNothing() {
    List<Tally> strata =
        List.of(
            new Tally("SMALL", 30, 10, 0, 0, 0, 4, 0, 0),
            new Tally("LARGE", 20, 20, 0, 12, 0, 5, 2, 0));
    ShareView share =
        assertInstanceOf(ShareView.class, DisclosureOfPeople.of(strata, Tally::dissatisfied));
    assertEquals(50 * 50 / (30 * 30 / 4.0 + 20 * 20 / 19.0), share.effectiveSample(), 1e-9);
    assertTrue(share.effectiveSample() < share.of());
  }

  @Test
  void whomNobodyWasHeardOfIsDoubtAndNotTheOpinionOfOthers() {
    Tally silent = new Tally("BIG", 200, 60, 0, 0, 0, 0, 0, 0);
    Tally content = new Tally("MIDDLE", 100, 40, 0, 1, 0, 19, 0, 0);
    Tally unhappy = new Tally("SMALL", 24, 20, 0, 6, 0, 0, 0, 0);
    ShareView share =
        assertInstanceOf(
            ShareView.class,
            DisclosureOfPeople.of(List.of(silent, content, unhappy), Tally::dissatisfied));
    assertEquals((100 / 20.0 + 24) / 124, share.share(), 1e-12);
    assertEquals(324, share.population());
    assertEquals(200, share.unheard());
    assertTrue(share.lowestShare() < 0.1 && share.highestShare() > 0.7, share.toString());
    assertTrue(share.wide());
    assertEquals(
        new FewAnswersView(ShareView.Unit.PEOPLE, 6, 6, 224, 0.95, 15, 224),
        DisclosureOfPeople.of(List.of(silent, unhappy), Tally::dissatisfied),
        "all of the silent ones may be dissatisfied too");
  }

  @Test
  void accountsOfStrataThatWereNotHeardAreDoubtToo() {
    List<Counts.EqualAccounts> accounts =
        List.of(
            new Counts.EqualAccounts("A", 1, 1, 0, 1, 15),
            new Counts.EqualAccounts("A", 1, 1, 1, 1, 5),
            new Counts.EqualAccounts("B", 2, 2, 0, 0, 20));
    List<Tally> strata =
        List.of(
            new Tally("A", 20, 20, 0, 5, 0, 15, 0, 0), new Tally("B", 40, 40, 0, 0, 0, 0, 0, 0));
    ShareView share = assertInstanceOf(ShareView.class, Disclosure.ofAccounts(accounts, strata));
    assertEquals(0.25, share.share(), 1e-12);
    assertEquals(20, share.unheard());
    assertEquals(0.125, share.lowestShare(), 1e-12, "none of the others");
    assertEquals(0.625, share.highestShare(), 1e-12, "or all of them");
  }

  @Test
  void whatEverybodyWasHeardOfIsCertainAndNotCalledWide() {
    ShareView people =
        assertInstanceOf(
            ShareView.class,
            DisclosureOfPeople.of(
                List.of(
                    new Tally("A", 10, 10, 0, 5, 0, 5, 0, 0),
                    new Tally("B", 6, 6, 0, 3, 0, 3, 0, 0)),
                Tally::dissatisfied));
    assertEquals(0.5, people.lowestShare());
    assertEquals(0.5, people.highestShare());
    assertFalse(people.wide());
    ShareView many = assertInstanceOf(ShareView.class, DisclosureOfPeople.of(9, 20_000, 20_000));
    assertEquals(many.share(), many.lowestShare());
    assertEquals(many.share(), many.highestShare());
    ShareView accounts =
        assertInstanceOf(
            ShareView.class,
            Disclosure.ofAccounts(
                List.of(alike(2, 0, 2, 12), alike(0, 0, 0, 3)), people(24, 24, 0)));
    assertEquals(12, accounts.population(), "three have no opinion");
    assertEquals(0, accounts.highestShare());
    assertFalse(accounts.wide());
  }

  @Test
  void accountsAreWorthNoMoreThanWereHeard() {
    ShareView share =
        assertInstanceOf(
            ShareView.class,
            Disclosure.ofAccounts(
                List.of(alike(20, 9, 18, 11), alike(20, 8, 18, 10)), people(420, 190, 179)));
    assertEquals(21, share.of());
    assertEquals(21, share.effectiveSample());
  }

  @Test
  void accountsCountOnceEachHoweverManyOfTheirPeopleAnswer() {
    ShareView share =
        assertInstanceOf(
            ShareView.class,
            Disclosure.ofAccounts(
                List.of(alike(2, 0, 0, 50), alike(10, 0, 9, 30), alike(1, 1, 1, 10)),
                people(410, 280, 10)));
    assertEquals(0.25, share.share(), 1e-12, "everybody was asked");
    assertEquals(10, share.count());
    assertEquals(40, share.of());
    assertEquals(ShareView.Method.CLUSTERED_BY_ACCOUNT, share.method());
  }

  @Test
  void accountsOfASampleCountByTheInverseOfTheirChanceToBeDrawn() {
    Tally drawn = new Tally("", 100, 40, 0, 10, 0, 30, 0, 0);
    ShareView share =
        assertInstanceOf(
            ShareView.class,
            Disclosure.ofAccounts(
                List.of(
                    alike(1, 0, 0, 20), alike(1, 0, 1, 20), alike(3, 0, 0, 10), alike(3, 1, 2, 10)),
                List.of(drawn)));
    double small = 20 / Inclusion.ofAny(1, 40, 100);
    double large = 10 / Inclusion.ofAny(3, 40, 100);
    assertEquals(large / 2 / (small + large), share.share(), 1e-12);
    assertTrue(share.share() < 1 / 6.0 - 0.04, "all alike would be a sixth");
  }

  @Test
  void theCapOfAnAccountCapsItsChance() {
    Tally drawn = new Tally("A", 130, 30, 0, 10, 0, 10, 0, 0);
    List<Counts.EqualAccounts> accounts =
        List.of(
            new Counts.EqualAccounts("A", 1, 1, 0, 1, 10),
            new Counts.EqualAccounts("A", 12, 2, 1, 1, 10));
    ShareView share =
        assertInstanceOf(ShareView.class, Disclosure.ofAccounts(accounts, List.of(drawn)));
    assertEquals(0.5, share.share(), 1e-12, "all thirty who were left by the cap are drawn");
  }

  @Test
  void whoIsSilentInAnAccountThatWasHeardIsPartOfTheDoubt() {
    ShareView silent =
        assertInstanceOf(
            ShareView.class,
            Disclosure.ofAccounts(
                List.of(alike(4, 1, 2, 20), alike(4, 0, 2, 20)), people(160, 60, 20)));
    ShareView heard =
        assertInstanceOf(
            ShareView.class,
            Disclosure.ofAccounts(
                List.of(alike(2, 1, 2, 20), alike(2, 0, 2, 20)), people(80, 60, 20)));
    assertEquals(0.25, heard.lowestShare(), 1e-12, "everybody was heard");
    assertEquals(0.25, heard.highestShare(), 1e-12);
    assertTrue(silent.lowestShare() < 0.2 && silent.highestShare() > 0.3, silent.toString());
    assertEquals(Optional.empty(), silent.highestShareWhateverOthersSay());
  }

  @Test
  void whereEachAccountHasOnePersonNobodyIsSilentInThoseThatWereHeard() {
    ShareView half =
        assertInstanceOf(
            ShareView.class,
            Disclosure.ofAccounts(
                List.of(alike(1, 0, 0, 50), alike(1, 0, 1, 40), alike(1, 1, 1, 10)),
                people(100, 40, 10)));
    Range wanted =
        SimpleSample.mean(Spread.marked(10, 50), 100)
            .orElseThrow()
            .kornGraubard(0.95)
            .orElseThrow();
    assertEquals(wanted.lower(), half.lowestShare(), 1e-12);
    assertEquals(wanted.upper(), half.highestShare(), 1e-12);
  }

  @Test
  void fewAccountsAreCertainOnlyWhereNobodyIsSilent() {
    List<Counts.EqualAccounts> nine = List.of(alike(9, 1, 3, 5), alike(9, 0, 3, 4));
    assertEquals(
        new FewAnswersView(ShareView.Unit.ACCOUNTS, 5, 9, 9, 0.95, 5, 9),
        Disclosure.ofAccounts(nine, people(78, 22, 5)));
    assertEquals(
        new FewAnswersView(ShareView.Unit.ACCOUNTS, 5, 9, 9, 0.95, 5, 7),
        Disclosure.ofAccounts(nine, people(29, 22, 5)),
        "two are silent, in two accounts at most");
    assertEquals(
        new FewAnswersView(ShareView.Unit.ACCOUNTS, 5, 9, 9, 0.95, 5, 5),
        Disclosure.ofAccounts(nine, people(27, 22, 5)));
  }

  private static Counts.EqualAccounts alike(
      int people, int dissatisfied, int withOpinion, int accounts) {
    return new Counts.EqualAccounts("", people, people, dissatisfied, withOpinion, accounts);
  }

  private static List<Tally> people(int population, int satisfied, int dissatisfied) {
    return List.of(new Tally("", population, population, 0, dissatisfied, 0, satisfied, 0, 0));
  }
}
