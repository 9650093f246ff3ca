package io.keypulse.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
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

  @Test
  void smallCellsAreHiddenAndAnotherOneThatTheyDoNotFollowFromTheTotal() {
    assertEquals(Set.of(), Disclosure.hidden(Map.of("a", 5, "b", 9), 5));
    assertEquals(Set.of("a", "b"), Disclosure.hidden(Map.of("a", 2, "b", 5, "c", 9), 5));
    assertEquals(Set.of("a", "b"), Disclosure.hidden(Map.of("a", 2, "b", 4, "c", 9), 5));
    assertEquals(Set.of("a"), Disclosure.hidden(Map.of("a", 2), 5));
  }

  @Test
  void noSetOfAnswersThatMayBeAskedTellsFewerThanPromised() {
    SplittableRandom random = new SplittableRandom(11);
    for (int round = 0; round < 300; round++) {
      List<Disclosure.Cell> cells = new ArrayList<>();
      for (int account = 1; account <= 6; account++) {
        cells.add(
            new Disclosure.Cell(account, account % 3, "s" + account % 2, random.nextInt(0, 9)));
      }
      Disclosure.Promise promise = new Disclosure.Promise(5, cells);
      List<Scope> shown = new ArrayList<>();
      Scope all = new Scope(List.of(1), null, null, null, true);
      shown.add(all);
      for (int i = 0; i < 3; i++) {
        shown.add(new Scope(List.of(1), null, List.of(i), null, true));
        shown.add(new Scope(List.of(1), null, null, "s" + i, true));
      }
      for (int account = 1; account <= 6; account++) {
        shown.add(all.ofAccounts(List.of(account)));
      }
      shown.removeIf(scope -> Disclosure.refuses(scope, promise).isPresent());
      for (Scope one : shown) {
        assertAtLeast(answers(one, cells), round);
        for (Scope other : shown) {
          if (contains(one, other, cells)) {
            assertAtLeast(answers(one, cells) - answers(other, cells), round);
          }
        }
      }
      assertDivisionTellsNothing(shown, cells, 3, round);
    }
  }

  /** All that is shown of a division, taken from the whole, leaves nothing or enough. */
  private static void assertDivisionTellsNothing(
      List<Scope> shown, List<Disclosure.Cell> cells, int teams, int round) {
    if (shown.stream().noneMatch(scope -> scope.accountIds() == null && scope.teamIds() == null)) {
      return;
    }
    int whole = cells.stream().mapToInt(Disclosure.Cell::answers).sum();
    int ofAccounts =
        shown.stream()
            .filter(scope -> scope.accountIds() != null)
            .mapToInt(scope -> answers(scope, cells))
            .sum();
    int ofTeams =
        shown.stream()
            .filter(scope -> scope.teamIds() != null)
            .mapToInt(scope -> answers(scope, cells))
            .sum();
    assertTrue(teams > 0);
    if (shown.stream().anyMatch(scope -> scope.equals(scope.everyone()))) {
      assertAtLeast(whole - ofAccounts, round);
      assertAtLeast(whole - ofTeams, round);
    }
  }

  private static void assertAtLeast(int answers, int round) {
    assertTrue(answers == 0 || answers >= 5, answers + " answers can be told in round " + round);
  }

  private static int answers(Scope scope, List<Disclosure.Cell> cells) {
    return cells.stream()
        .filter(cell -> scope.has(cell.accountId(), cell.teamId(), cell.segment()))
        .mapToInt(Disclosure.Cell::answers)
        .sum();
  }

  private static boolean contains(Scope one, Scope other, List<Disclosure.Cell> cells) {
    return cells.stream()
        .filter(cell -> other.has(cell.accountId(), cell.teamId(), cell.segment()))
        .allMatch(cell -> one.has(cell.accountId(), cell.teamId(), cell.segment()));
  }
}
