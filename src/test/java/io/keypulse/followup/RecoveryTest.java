package io.keypulse.followup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.analysis.InsufficientData;
import io.keypulse.analysis.WithheldReason;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How often customers say that it is mended, and how sure that is. */
class RecoveryTest {
  private static final FollowUpFigures.Wordless NOTHING_ELSE =
      new FollowUpFigures.Wordless(0, 0, 0, 0, 0);

  @Test
  void nobodyHasSaidAnythingYet() {
    FollowUpRecoveryView none = of(List.of());
    assertEquals(Optional.empty(), none.share());
    assertEquals(Optional.empty(), none.interval());
    assertEquals(because(WithheldReason.NO_ANSWERS, 0, 10), none.withheld());
  }

  @Test
  void ofFewerThanTenCasesNoShareIsToldAndOfOneAccountNone() {
    FollowUpRecoveryView nine = of(accounts(6, 3, 1));
    assertEquals(6, nine.recovered());
    assertEquals(Optional.empty(), nine.share());
    assertEquals(Optional.empty(), nine.interval());
    assertEquals(because(WithheldReason.TOO_FEW_ANSWERS, 9, 10), nine.withheld());
    FollowUpRecoveryView ten = of(accounts(7, 3, 1));
    assertEquals(0.7, ten.share().orElseThrow(), 1e-9);
    assertTrue(ten.interval().isPresent());
    assertEquals(Optional.empty(), ten.withheld());
    FollowUpRecoveryView one = of(accounts(1, 0, 12));
    assertEquals(Optional.empty(), one.share());
    assertEquals(because(WithheldReason.TOO_FEW_ACCOUNTS, 1, 2), one.withheld());
  }

  private static Optional<InsufficientData> because(WithheldReason reason, int have, int need) {
    return Optional.of(new InsufficientData(reason, have, need));
  }

  @Test
  void eachAccountWithOneCaseIsAWitnessOfItsOwn() {
    FollowUpRecoveryView recovery = of(accounts(30, 10, 1));
    assertEquals(0.75, recovery.share().orElseThrow(), 1e-9);
    FollowUpRecoveryView.RecoveryInterval interval = recovery.interval().orElseThrow();
    assertEquals(0.58568, interval.lowest(), 1e-5, "Clopper and Pearson of 29.25 of 39");
    assertEquals(0.87444, interval.highest(), 1e-5);
  }

  @Test
  void casesOfOneAccountAreNotSoManyWitnesses() {
    FollowUpRecoveryView apart = of(accounts(15, 5, 1));
    FollowUpRecoveryView together = of(accounts(3, 1, 5));
    assertEquals(apart.recovered(), together.recovered());
    assertEquals(apart.share(), together.share());
    assertTrue(width(together) > 1.5 * width(apart));
    assertTrue(together.wide());
  }

  @Test
  void thatAllOfFewAccountsAreContentIsAsSureAsTheyAreMany() {
    FollowUpRecoveryView two = of(accounts(2, 0, 5));
    assertEquals(1, two.share().orElseThrow(), 1e-12);
    FollowUpRecoveryView.RecoveryInterval interval = two.interval().orElseThrow();
    assertEquals(Math.sqrt(0.025), interval.lowest(), 1e-9, "and not 0.69 of ten witnesses");
    assertEquals(1, interval.highest(), 1e-12);
    assertTrue(two.wide());
  }

  @Test
  void ofThirtyCasesAndMoreAnIntervalThatSaysNothingIsWithheld() {
    FollowUpRecoveryView few = of(accounts(6, 2, 5));
    assertEquals(30, few.recovered());
    assertEquals(Optional.empty(), few.share());
    assertEquals(Optional.empty(), few.interval());
    assertFalse(few.wide());
    InsufficientData withheld = few.withheld().orElseThrow();
    assertEquals(WithheldReason.INTERVAL_TOO_WIDE, withheld.reason());
    assertEquals(40, withheld.have());
    FollowUpRecoveryView many = of(accounts(30, 10, 1));
    assertEquals(Optional.empty(), many.withheld());
    assertFalse(many.wide());
  }

  private static double width(FollowUpRecoveryView recovery) {
    FollowUpRecoveryView.RecoveryInterval interval = recovery.interval().orElseThrow();
    return interval.highest() - interval.lowest();
  }

  private static List<FollowUpFigures.LastWords> accounts(int content, int not, int casesOfEach) {
    return IntStream.range(0, content + not)
        .mapToObj(
            account ->
                new FollowUpFigures.LastWords(
                    account,
                    account < content ? casesOfEach : 0,
                    account < content ? 0 : casesOfEach))
        .toList();
  }

  private static FollowUpRecoveryView of(List<FollowUpFigures.LastWords> said) {
    return FollowUpRecoveryView.of(NOTHING_ELSE, said);
  }
}
