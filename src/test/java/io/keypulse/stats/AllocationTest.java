package io.keypulse.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class AllocationTest {
  private static final ReferenceCase CASE = new ReferenceCase("04-allocation");

  @Test
  void divisionsAreThoseOfTheReferenceCase() {
    double near = CASE.tolerance();
    for (int i = 0; i < CASE.input().get("rows").size(); i++) {
      JsonNode given = CASE.input().get("rows").get(i);
      JsonNode row = CASE.expected().get("rows").get(i);
      int n = given.get("n").asInt();
      int[] sizes = ints(given.get("N"));
      double[] deviations = doubles(given.get("S"));
      double[] alike = Arrays.stream(sizes).mapToDouble(size -> 1).toArray();
      int[] minimum = ints(given.get("min"));
      assertArrayEquals(
          doubles(row.get("proportionalReal")), Allocation.real(n, sizes, alike), near);
      assertArrayEquals(
          doubles(row.get("neymanReal")), Allocation.real(n, sizes, deviations), near);
      assertArrayEquals(
          doubles(row.get("optimumBoxReal")),
          Allocation.bounded(
              n,
              IntStream.range(0, sizes.length).mapToDouble(h -> sizes[h] * deviations[h]).toArray(),
              minimum,
              sizes),
          near);
      int[] whole = Allocation.whole(n, sizes, deviations, minimum);
      assertArrayEquals(ints(row.get("optimumInteger")), whole);
      assertArrayEquals(
          ints(row.get("proportionalInteger")), Allocation.whole(n, sizes, alike, minimum));
      assertEquals(
          row.get("varianceOfMeanInteger").asDouble(),
          Allocation.varianceOfMean(sizes, deviations, whole),
          near);
    }
    JsonNode example = CASE.expected().get("stratalloExample");
    assertArrayEquals(
        doubles(example.get("optimum")),
        Allocation.bounded(
            example.get("n").asInt(),
            doubles(example.get("A")),
            ints(example.get("m")),
            ints(example.get("M"))),
        near);
  }

  @Test
  void noOtherDivisionInWholeUnitsHasASmallerVariance() {
    Random random = new Random(4);
    for (int i = 0; i < 50; i++) {
      int[] sizes = random.ints(3, 2, 12).toArray();
      double[] deviations = random.doubles(3, 0.5, 2).toArray();
      int n = 3 + random.nextInt(Arrays.stream(sizes).sum() - 2);
      int[] best = Allocation.whole(n, sizes, deviations, new int[] {1, 1, 1});
      double smallest = Allocation.varianceOfMean(sizes, deviations, best);
      for (int a = 1; a <= sizes[0]; a++) {
        for (int b = 1; b <= sizes[1]; b++) {
          int c = n - a - b;
          if (c >= 1 && c <= sizes[2]) {
            double other = Allocation.varianceOfMean(sizes, deviations, new int[] {a, b, c});
            assertTrue(smallest <= other + 1e-12, Arrays.toString(best));
          }
        }
      }
    }
  }

  @Test
  void smallStrataAreTakenWholeAndTooManyMinimaAreRefused() {
    assertArrayEquals(
        new int[] {9, 1, 0},
        Allocation.whole(10, new int[] {50, 1, 0}, new double[] {1, 1, 1}, new int[] {2, 2, 2}));
    assertThrows(
        IllegalArgumentException.class,
        () -> Allocation.whole(3, new int[] {9, 9}, new double[] {1, 1}, new int[] {2, 2}));
    assertThrows(
        IllegalArgumentException.class,
        () -> Allocation.whole(19, new int[] {9, 9}, new double[] {1, 1}, new int[] {2, 2}));
    assertThrows(
        IllegalArgumentException.class,
        () -> Allocation.whole(9, new int[] {9, 9}, new double[] {1, 0}, new int[] {2, 2}));
  }

  private static int[] ints(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).mapToInt(JsonNode::asInt).toArray();
  }

  private static double[] doubles(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }
}
