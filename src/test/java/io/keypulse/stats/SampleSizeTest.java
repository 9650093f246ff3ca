package io.keypulse.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class SampleSizeTest {
  private static final ReferenceCase CASE = new ReferenceCase("03-sample-size");

  @Test
  void sizesAreThoseOfTheReferenceCase() {
    double near = CASE.tolerance();
    for (JsonNode row : CASE.expected().get("proportion")) {
      Integer population = row.get("N").isNull() ? null : row.get("N").asInt();
      SampleSize.Needed needed =
          SampleSize.forShare(
              population,
              row.get("p").asDouble(),
              row.get("e").asDouble(),
              row.get("level").asDouble());
      assertEquals(row.get("n0").asDouble(), needed.unlimited(), near);
      assertEquals(row.get("n").asDouble(), needed.exact(), near);
      assertEquals(row.get("nRequired").asInt(), needed.required());
    }
    for (JsonNode row : CASE.expected().get("mean")) {
      SampleSize.Needed needed =
          SampleSize.forMean(
              row.get("N").asInt(),
              row.get("sd").asDouble(),
              row.get("e").asDouble(),
              row.get("level").asDouble());
      assertEquals(row.get("n").asDouble(), needed.exact(), near);
      assertEquals(row.get("nRequired").asInt(), needed.required());
    }
    for (JsonNode row : CASE.expected().get("marginOfError")) {
      assertEquals(
          row.get("marginOfError").asDouble(),
          SampleSize.margin(
              row.get("N").asInt(),
              row.get("n").asInt(),
              row.get("p").asDouble(),
              row.get("level").asDouble()),
          near);
    }
    for (JsonNode row : CASE.expected().get("krejcieMorgan")) {
      int size = SampleSize.forShare(row.get("N").asInt(), 0.5, 0.05, 0.95).required();
      assertEquals(row.get("table").asInt(), size, 1, "N = " + row.get("N"));
    }
  }

  @Test
  void theSmallestChangeIsTheOneThatPowerPropTestGives() {
    int[] answers = {35, 70, 100, 152, 385};
    double[] shares = {0.38, 0.29, 0.25, 0.22, 0.17};
    for (int i = 0; i < answers.length; i++) {
      assertEquals(
          shares[i],
          SampleSize.smallestShareTold(answers[i], 0.1, 0.8, 0.95),
          0.005,
          "n = " + answers[i]);
    }
    assertEquals(1, SampleSize.smallestShareTold(1, 0.5, 0.8, 0.95), 1e-9);
  }

  @Test
  void theChanceToMeetOneOfTheUnhappyIsCountedNotGuessed() {
    assertEquals(1 - 7.0 / 9 * 6 / 8, SampleSize.chanceToMeetOneOf(2, 2, 9), 1e-12);
    assertEquals(0, SampleSize.chanceToMeetOneOf(0, 5, 9), 0);
    assertEquals(1, SampleSize.chanceToMeetOneOf(1, 9, 9), 1e-12);
    assertEquals(0, SampleSize.chanceToMeetOneOf(0, 0, 0), 0);
  }

  @Test
  void thoseBeyondALimitAreCountedOnAverage() {
    assertEquals(7, SampleSize.expectedBeyond(5, 12, 20, 20), 1e-12);
    assertEquals(0, SampleSize.expectedBeyond(5, 5, 20, 20), 0);
    assertEquals(0, SampleSize.expectedBeyond(5, 12, 5, 20), 0);
    assertEquals(10 * 12 / 20.0, SampleSize.expectedBeyond(0, 12, 10, 20), 1e-9);
    assertEquals(1 / 3.0, SampleSize.expectedBeyond(1, 2, 2, 3), 1e-12);
    assertThrows(IllegalArgumentException.class, () -> SampleSize.expectedBeyond(-1, 1, 1, 1));
  }

  @Test
  void theEdgesAreAnsweredOrRefused() {
    assertEquals(1, SampleSize.forShare(1, 0.5, 0.05, 0.95).required());
    assertEquals(60, SampleSize.forShare(60, 0.5, 0, 0.95).required());
    assertEquals(0, SampleSize.margin(9, 9, 0.5, 0.95), 0);
    assertEquals(250, SampleSize.invitations(152, 0.4, 250));
    assertEquals(10, SampleSize.invitations(4, 0.4, 250));
    assertTrue(SampleSize.censusIsWiser(152, 250));
    assertFalse(SampleSize.censusIsWiser(150, 250));
    assertThrows(IllegalArgumentException.class, () -> SampleSize.forShare(9, 0, 0.05, 0.95));
    assertThrows(IllegalArgumentException.class, () -> SampleSize.forShare(null, 0.5, 0, 0.95));
    assertThrows(IllegalArgumentException.class, () -> SampleSize.margin(9, 10, 0.5, 0.95));
  }
}
