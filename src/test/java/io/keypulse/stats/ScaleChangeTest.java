package io.keypulse.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.keypulse.stats.Outcome.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whether accounts answer worse over the whole scale. */
class ScaleChangeTest {
  private static final double LEVEL = 0.95;
  private static final List<Integer> NOBODY = List.of(0, 0, 0, 0, 0);

  @Test
  void differentAccountsOfOneVoiceAreComparedAsInTheReferenceCase() {
    ReferenceCase one = new ReferenceCase("12-ordinal-change");
    for (int i = 0; i < one.input().get("rows").size(); i++) {
      JsonNode input = one.input().get("rows").get(i);
      JsonNode wanted = one.expected().get("rows").get(i);
      List<ScaleChange.Accounts> accounts = new ArrayList<>();
      input.get("first").forEach(score -> accounts.add(before(score.asInt())));
      input.get("second").forEach(score -> accounts.add(now(score.asInt())));
      ScaleChange change = ScaleChange.of(accounts).orElseThrow();
      ScaleChange.Tested tested = change.tested(LEVEL);
      JsonNode munzel = wanted.get("brunnerMunzel");
      assertEquals(
          1 - wanted.get("probabilitySecondHigher").asDouble(), change.probabilityWorse(), 1e-9);
      assertEquals(munzel.get("df").asDouble(), tested.degreesOfFreedom(), 1e-6);
      assertEquals(munzel.get("p").asDouble(), tested.p(), 1e-6);
      assertEquals(
          1 - Math.max(0, munzel.get("lower").asDouble()), tested.interval().upper(), 1e-6);
      assertEquals(1 - munzel.get("upper").asDouble(), tested.interval().lower(), 1e-6);
    }
  }

  @Test
  void theSameAccountsAreComparedByHowFarEachHasMoved() {
    List<ScaleChange.Accounts> accounts = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      int was = 2 + i % 4;
      accounts.add(new ScaleChange.Accounts(voice(was), voice(i % 3 == 0 ? was - 1 : was), 1));
    }
    List<ScaleChange.Accounts> apart = new ArrayList<>();
    accounts.forEach(
        one -> {
          apart.add(new ScaleChange.Accounts(one.before(), NOBODY, 1));
          apart.add(new ScaleChange.Accounts(NOBODY, one.now(), 1));
        });
    ScaleChange pairs = ScaleChange.of(accounts).orElseThrow();
    ScaleChange others = ScaleChange.of(apart).orElseThrow();
    assertEquals(others.probabilityWorse(), pairs.probabilityWorse(), 1e-12);
    assertTrue(pairs.probabilityWorse() > 0.5);
    assertTrue(pairs.tested(LEVEL).p() < 0.01, pairs.tested(LEVEL)::toString);
    assertTrue(others.tested(LEVEL).p() > 0.10, others.tested(LEVEL)::toString);
    assertEquals(23, pairs.tested(LEVEL).degreesOfFreedom(), 1e-9);
  }

  /** A mean of five is never as extreme as one voice: compared as scores they would differ. */
  @Test
  void askingMorePeopleIsNoChange() {
    SplittableRandom chance = new SplittableRandom(5);
    int claimed = 0;
    for (int run = 0; run < 400; run++) {
      List<ScaleChange.Accounts> accounts = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        double happy = chance.nextDouble();
        accounts.add(new ScaleChange.Accounts(said(chance, happy, 1), said(chance, happy, 6), 1));
      }
      claimed += ScaleChange.of(accounts).orElseThrow().tested(LEVEL).p() <= 0.05 ? 1 : 0;
    }
    assertTrue(claimed >= 6 && claimed <= 36, claimed + " of 400");
  }

  private static List<Integer> said(SplittableRandom chance, double happy, int people) {
    int[] counts = new int[5];
    for (int i = 0; i < people; i++) {
      counts[chance.nextDouble() < happy ? 4 : chance.nextInt(4)]++;
    }
    return IntStream.of(counts).boxed().toList();
  }

  @Test
  void whereNobodyVariesItIsAsSureAsChanceThatPartsThemSo() {
    ScaleChange same =
        ScaleChange.of(List.of(new ScaleChange.Accounts(voice(4), voice(4), 12))).orElseThrow();
    assertEquals(0.5, same.probabilityWorse(), 1e-12);
    assertEquals(1, same.tested(LEVEL).p());
    ScaleChange worse =
        ScaleChange.of(List.of(new ScaleChange.Accounts(voice(5), voice(1), 10))).orElseThrow();
    assertEquals(1, worse.probabilityWorse(), 1e-12);
    assertEquals(2 / 1024.0, worse.tested(LEVEL).p(), 1e-12);
    ScaleChange apart =
        ScaleChange.of(
                List.of(
                    new ScaleChange.Accounts(voice(5), NOBODY, 5),
                    new ScaleChange.Accounts(NOBODY, voice(1), 5)))
            .orElseThrow();
    assertEquals(2 / 252.0, apart.tested(LEVEL).p(), 1e-12);
  }

  @Test
  void oneAccountIsNotCompared() {
    assertEquals(Optional.of(Reason.ONE_ANSWER), ScaleChange.of(List.of(before(4), now(4))).why());
    assertEquals(Optional.of(Reason.NO_ANSWERS), ScaleChange.of(List.of(before(4))).why());
    assertThrows(
        IllegalArgumentException.class, () -> new ScaleChange.Accounts(List.of(1), NOBODY, 1));
  }

  private static ScaleChange.Accounts before(int score) {
    return new ScaleChange.Accounts(voice(score), NOBODY, 1);
  }

  private static ScaleChange.Accounts now(int score) {
    return new ScaleChange.Accounts(NOBODY, voice(score), 1);
  }

  private static List<Integer> voice(int score) {
    return IntStream.rangeClosed(1, 5).mapToObj(point -> point == score ? 1 : 0).toList();
  }
}
