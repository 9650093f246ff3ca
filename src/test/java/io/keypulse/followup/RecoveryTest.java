package io.keypulse.followup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How often customers say that it is mended, and how sure that is. */
class RecoveryTest {
  private static final FollowUpFigures.Counts NOTHING_ELSE =
      new FollowUpFigures.Counts(0, 0, 0, 0, 0);

  @Test
  void nobodyHasSaidAnythingYet() {
    FollowUpFiguresView.Recovery none = of(List.of());
    assertEquals(Optional.empty(), none.share());
    assertEquals(Optional.empty(), none.interval());
  }

  @Test
  void eachAccountWithOneCaseIsAWitnessOfItsOwn() {
    FollowUpFiguresView.Recovery recovery = of(accounts(30, 10, 1));
    assertEquals(0.75, recovery.share().orElseThrow(), 1e-9);
    FollowUpFiguresView.RecoveryInterval interval = recovery.interval().orElseThrow();
    assertEquals(0.58568, interval.lowest(), 1e-5, "Clopper and Pearson of 29.25 of 39");
    assertEquals(0.87444, interval.highest(), 1e-5);
  }

  @Test
  void casesOfOneAccountAreNotSoManyWitnesses() {
    FollowUpFiguresView.Recovery apart = of(accounts(30, 10, 1));
    FollowUpFiguresView.Recovery together = of(accounts(6, 2, 5));
    assertEquals(apart.recovered(), together.recovered());
    assertEquals(apart.share(), together.share());
    assertTrue(width(together) > 1.5 * width(apart));
  }

  private static double width(FollowUpFiguresView.Recovery recovery) {
    FollowUpFiguresView.RecoveryInterval interval = recovery.interval().orElseThrow();
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

  private static FollowUpFiguresView.Recovery of(List<FollowUpFigures.LastWords> said) {
    return FollowUpFiguresView.Recovery.of(NOTHING_ELSE, said);
  }
}
