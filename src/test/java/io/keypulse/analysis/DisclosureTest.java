package io.keypulse.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DisclosureTest {
  @Test
  void whatIsShownGrowsWithTheAnswers() {
    assertEquals(
        new InsufficientData(WithheldReason.NO_ANSWERS, 0, 5), Disclosure.ofPeople(0, 0, 9));
    assertEquals(
        new InsufficientData(WithheldReason.TOO_FEW_ANSWERS, 4, 5), Disclosure.ofPeople(2, 4, 9));
    assertEquals(
        new FewAnswersView(ShareView.Unit.PEOPLE, 2, 7, 9, 0.95, 2, 4),
        Disclosure.ofPeople(2, 7, 9),
        "two of seven, so two to four of the nine");
    ShareView wide = assertInstanceOf(ShareView.class, Disclosure.ofPeople(3, 10, 250));
    assertTrue(wide.wide());
    ShareView exact = assertInstanceOf(ShareView.class, Disclosure.ofPeople(31, 152, 250));
    assertEquals(Optional.of(42), exact.lowest());
    assertEquals(Optional.of(62), exact.highest());
    assertFalse(exact.wide());
    assertEquals(ShareView.Method.EXACT_HYPERGEOMETRIC, exact.method());
    ShareView large = assertInstanceOf(ShareView.class, Disclosure.ofPeople(31, 152, 1_000_000));
    assertEquals(ShareView.Method.WILSON, large.method());
    assertEquals(
        WithheldReason.INTERVAL_TOO_WIDE,
        assertInstanceOf(InsufficientData.class, Disclosure.ofPeople(16, 32, 1_000_000)).reason());
  }

  @Test
  void strataAreWeightedByWhomTheyStandForAndNotByWhoAnswered() {
    List<Tally> strata =
        List.of(
            new Tally("NORTH", 100, 25, 0, 2, 0, 12, 6, 0),
            new Tally("SOUTH", 60, 20, 0, 5, 0, 5, 2, 0),
            new Tally("TOP", 8, 8, 0, 1, 0, 5, 2, 0));
    ShareView share =
        assertInstanceOf(ShareView.class, Disclosure.ofPeople(strata, Tally::dissatisfied));
    assertEquals(ShareView.Method.STRATIFIED, share.method());
    assertEquals(0.214285714, share.share(), 1e-6);
    assertEquals(0.107812253, share.lowestShare(), 1e-6);
    assertEquals(0.358981437, share.highestShare(), 1e-6);
  }

  @Test
  void accountsCountOnceEachHoweverManyOfTheirPeopleAnswer() {
    ShareView share =
        assertInstanceOf(
            ShareView.class,
            Disclosure.ofAccounts(
                List.of(
                    new Counts.EqualAccounts(0, 0, 50),
                    new Counts.EqualAccounts(0, 9, 30),
                    new Counts.EqualAccounts(1, 1, 10)),
                90));
    assertEquals(0.25, share.share(), 1e-12);
    assertEquals(10, share.count());
    assertEquals(40, share.of());
    assertEquals(ShareView.Method.CLUSTERED_BY_ACCOUNT, share.method());
  }
}
