package io.keypulse.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ConcentrationTest {
  private static final double EXACT = 1e-12;

  @Test
  void tenPartsComputedByHand() {
    Concentration found = of(5, 40, 20, 10, 8, 7, 4, 3, 2, 1);
    assertEquals(0.40, found.shareOfLargest(1), EXACT);
    assertEquals(0.85, found.shareOfLargest(5), EXACT);
    assertEquals(1.00, found.shareOfLargest(10), EXACT);
    assertEquals(
        0.2268,
        found.herfindahl(),
        EXACT,
        "(1600 + 400 + 100 + 64 + 49 + 25 + 16 + 9 + 4 + 1) / 10000");
    assertEquals(2, found.partsIn(0.2));
    assertEquals(0.60, found.shareOfLargest(found.partsIn(0.2)), EXACT, "and not 80 %");
    assertEquals(5, found.fewestFor(0.8), "40 + 20 + 10 + 8 = 78, with 7 it is 85");
  }

  @Test
  void fourFifthsHeldByExactlyOneFifth() {
    Concentration found = of(80, 5, 5, 5, 5);
    assertEquals(0.8, found.shareOfLargest(found.partsIn(0.2)), EXACT);
    assertEquals(1, found.fewestFor(0.8));
    assertEquals(0.65, found.herfindahl(), EXACT);
  }

  @Test
  void equalPartsAndASinglePartAreTheTwoEnds() {
    Concentration equal = of(3, 3, 3, 3);
    assertEquals(0.25, equal.herfindahl(), EXACT);
    assertEquals(4, equal.fewestFor(0.8));
    Concentration single = of(7);
    assertEquals(1, single.herfindahl(), EXACT);
    assertEquals(1, single.shareOfLargest(5), EXACT);
    assertEquals(1, single.partsIn(0.2));
  }

  @Test
  void partsBelowZeroCountAsZero() {
    Concentration found = of(60, 40, -10, 0);
    assertEquals(4, found.parts());
    assertEquals(2, found.partsOfNothing());
    assertEquals(0.6, found.shareOfLargest(1), EXACT);
    assertEquals(0.52, found.herfindahl(), EXACT);
  }

  @Test
  void howMuchLiesBelowZeroChangesNoShareOfWhatLiesAboveIt() {
    for (double below : List.of(-1.0, -99.0, -100.0, -1000.0)) {
      Concentration found = of(60, 40, below);
      assertEquals(0.6, found.shareOfLargest(1), EXACT);
      assertEquals(0.52, found.herfindahl(), EXACT);
      assertEquals(1, found.partsOfNothing());
    }
  }

  @Test
  void ofNothingOrLessThereAreNoShares() {
    assertEquals(Optional.empty(), Concentration.of(new double[0]));
    assertEquals(Optional.empty(), Concentration.of(new double[] {0, 0}));
    assertEquals(Optional.empty(), Concentration.of(new double[] {-10, 0}));
    assertEquals(Optional.empty(), Concentration.of(new double[] {Double.NaN}));
  }

  @Test
  void theCurveIsBoundedRisesToOneAndNeverSteepens() {
    SplittableRandom random = new SplittableRandom(17);
    for (int size : List.of(1, 2, 99, 100, 101, 5000)) {
      double[] parts = random.doubles(size, 0.01, 1).map(x -> 1 / x).toArray();
      List<Concentration.Point> curve = Concentration.of(parts).orElseThrow().curve(100);
      assertEquals(Math.min(size, 100) + 1, curve.size());
      assertEquals(new Concentration.Point(0, 0), curve.getFirst());
      assertEquals(size, curve.getLast().parts());
      assertEquals(1, curve.getLast().share(), 1e-9);
      for (int i = 1; i < curve.size() - 1; i++) {
        double before = slope(curve.get(i - 1), curve.get(i));
        double after = slope(curve.get(i), curve.get(i + 1));
        assertTrue(after <= before + 1e-9, Arrays.toString(parts));
      }
    }
  }

  private static double slope(Concentration.Point from, Concentration.Point to) {
    return (to.share() - from.share()) / (to.parts() - from.parts());
  }

  private static Concentration of(double... parts) {
    return Concentration.of(parts).orElseThrow();
  }
}
