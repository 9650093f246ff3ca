package io.keypulse.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final double LINE = 0.2;

  @Test
  void twoOfSevenAreTwoToFourOfTheNine() {
    SatisfactionView told = SatisfactionView.of(tally(9, 2, 5), LINE);
    assertEquals(Verdict.CLEARLY_UNHEALTHY, told.verdict());
    assertEquals(2, told.fewest());
    assertEquals(4, told.most());
    assertEquals(4, told.mostWhateverOthersSay());
    assertEquals(Optional.empty(), told.settles());
  }

  @Test
  void silenceIsNoVerdictAndWhatWouldSettleItIsSaid() {
    SatisfactionView silent = SatisfactionView.of(tally(9, 0, 0), LINE);
    assertEquals(Verdict.CANNOT_TELL, silent.verdict());
    assertEquals(0, silent.fewest());
    assertEquals(9, silent.most());
    SatisfactionView.Settles settles = silent.settles().orElseThrow();
    assertEquals(9, settles.silent());
    int ifSatisfied = settles.ifSatisfied().orElseThrow();
    assertTrue(Verdict.of(0, ifSatisfied, 9, LINE).isHealthy());
    assertEquals(Verdict.CANNOT_TELL, Verdict.of(0, ifSatisfied - 1, 9, LINE));
    int ifDissatisfied = settles.ifDissatisfied().orElseThrow();
    assertTrue(Verdict.of(ifDissatisfied, ifDissatisfied, 9, LINE).isUnhealthy());
  }

  @Test
  void everyVerdictIsReachedAndMoreDissatisfiedNeverSoundsHealthier() {
    Set<Verdict> seen = EnumSet.noneOf(Verdict.class);
    for (int of = 0; of <= 12; of++) {
      Verdict last = Verdict.CLEARLY_HEALTHY;
      for (int count = 0; count <= of; count++) {
        Verdict verdict = Verdict.of(count, of, 12, LINE);
        assertTrue(verdict.compareTo(last) >= 0, count + " of " + of);
        last = verdict;
        seen.add(verdict);
      }
    }
    assertEquals(EnumSet.allOf(Verdict.class), seen);
  }

  private static Tally tally(int population, int dissatisfied, int satisfied) {
    return new Tally("", population, population, 0, dissatisfied, 0, satisfied, 0, 0);
  }
}
