package io.keypulse.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Times until something happens, of which some have not come to an end. */
class WaitingTest {
  /** Acute myelogenous leukemia, Miller 1997; the medians as R's survival prints them. */
  @Test
  void theMediansOfCase20AreThePublishedOnes() {
    assertEquals(
        Optional.of(31.0), median(List.of(9, 13, 18, 23, 31, 34, 48), List.of(13, 28, 45, 161)));
    assertEquals(
        Optional.of(23.0), median(List.of(5, 5, 8, 8, 12, 23, 27, 30, 33, 43, 45), List.of(16)));
  }

  @Test
  void whatStillWaitsIsNotLeftOut() {
    assertEquals(Optional.empty(), median(List.of(1), List.of(90, 95)));
    assertEquals(Optional.of(2.0), median(List.of(1, 2, 3), List.of(90)), "two of four");
    assertEquals(Optional.of(3.0), median(List.of(3), List.of(1, 2)), "they came too late to tell");
    assertEquals(Optional.empty(), median(List.of(), List.of(1)));
    assertEquals(Optional.empty(), median(List.of(), List.of()));
  }

  private static Optional<Double> median(List<Integer> done, List<Integer> waiting) {
    List<Waiting.Span> spans = new ArrayList<>();
    done.forEach(time -> spans.add(new Waiting.Span(time, true)));
    waiting.forEach(time -> spans.add(new Waiting.Span(time, false)));
    return Waiting.median(spans).optional();
  }
}
