package io.keypulse.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two accounts of twelve, three of two and ten of one; at most two of an account in a draw. */
class CappedRotationTest {
  private static final int CAP = 2;
  private static final int PLACES = 2 * CAP + 3 * 2 + 10;
  private static final int WAVES_OF_A_TURN = 4;
  private static final int DRAWN = PLACES / WAVES_OF_A_TURN;

  private final Map<String, List<String>> company = new HashMap<>();
  private final Map<String, Integer> times = new HashMap<>();

  CappedRotationTest() {
    for (int size : List.of(12, 12, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)) {
      String account = "a" + company.size();
      company.put(account, IntStream.range(0, size).mapToObj(n -> account + "-" + n).toList());
    }
  }

  @Test
  void aNewLotInEachWaveAsksSomeAgainBeforeOthersOfTheirAccountWereAsked() {
    OptionalLong after = OptionalLong.empty();
    for (int wave = 0; wave < 6 * WAVES_OF_A_TURN; wave++) {
      String seed = "wave " + wave;
      List<String> left =
          company.values().stream()
              .flatMap(
                  people ->
                      people.stream()
                          .sorted(
                              Comparator.comparing(
                                  one -> KeyedHashOrder.key(seed + "/cap", one),
                                  Arrays::compareUnsigned))
                          .limit(CAP))
              .toList();
      after = counted(Rotation.next("round", left, DRAWN, after));
    }
    assertTrue(least("a0") == 0 || least("a1") == 0, () -> "passed over: " + times);
    assertTrue(most("a0") > 1 && most("a1") > 1, () -> "and others come again: " + times);
  }

  @Test
  void nobodyOfAnAccountIsDrawnTwiceBeforeEverybodyOfItWasDrawnOnce() {
    Round round = new Round("round", 0);
    for (int wave = 1; wave <= 6 * WAVES_OF_A_TURN; wave++) {
      round.draw();
      company.keySet().forEach(one -> assertTrue(most(one) - least(one) <= 1, times::toString));
      if (wave % WAVES_OF_A_TURN == 0) {
        int turns = wave / WAVES_OF_A_TURN;
        company.forEach(
            (account, people) ->
                assertEquals(
                    turns * Math.min(CAP, people.size()),
                    people.stream().mapToInt(one -> times.getOrDefault(one, 0)).sum(),
                    "so often each place in so many turns"));
      }
    }
    assertEquals(1, least("a0"), "all twelve in six turns of two");
    assertEquals(1, most("a1"));
  }

  @Test
  void whoRestsTakesTheirPlaceWithThem() {
    Round round = new Round("rest", 2);
    for (int wave = 1; wave <= 6 * WAVES_OF_A_TURN; wave++) {
      Set<String> resting = Set.copyOf(round.resting());
      round.draw().forEach(one -> assertTrue(!resting.contains(one), one));
      company.keySet().forEach(one -> assertTrue(most(one) - least(one) <= 1, times::toString));
      if (wave % WAVES_OF_A_TURN == 0) {
        int turns = wave / WAVES_OF_A_TURN;
        company.forEach(
            (account, people) -> {
              if (people.size() <= CAP) {
                assertEquals(turns, least(account), account + " in each turn");
              }
            });
      }
    }
    assertEquals(1, least("a0"), times::toString);
  }

  @Test
  void everybodyIsDrawnAsOftenAsTheirChanceSaysInEachWave() {
    int seeds = 800;
    for (int waves : List.of(1, 6)) {
      Map<Integer, Integer> drawn = new HashMap<>();
      for (int seed = 0; seed < seeds; seed++) {
        Round round = new Round("seed " + waves + " " + seed, 0);
        for (int wave = 1; wave < waves; wave++) {
          round.draw();
        }
        round.draw().forEach(one -> drawn.merge(people(accountOf(one)).size(), 1, Integer::sum));
      }
      for (int size : List.of(12, 2, 1)) {
        long people = size * company.values().stream().filter(all -> all.size() == size).count();
        double chance = Math.min(1, (double) CAP / size) * DRAWN / PLACES;
        double error = Math.sqrt(chance * (1 - chance) / (seeds * people));
        assertEquals(
            chance,
            drawn.getOrDefault(size, 0) / (double) (seeds * people),
            4 * error,
            "of " + size);
      }
    }
  }

  @Test
  void joinersComeWithAPlaceOfTheirOwnAndLeaversDropOut() {
    Round round = new Round("joined", 0);
    for (int wave = 0; wave < WAVES_OF_A_TURN; wave++) {
      round.draw();
    }
    company.put("a0", List.of("a0-0", "a0-new", "a0-1", "a0-2", "a0-3", "a0-4"));
    for (int wave = 0; wave < 3 * WAVES_OF_A_TURN; wave++) {
      round.draw();
    }
    assertTrue(least("a0") >= 1, times::toString);
    assertTrue(most("a0") <= 2, times::toString);
  }

  @Test
  void moreThanTheCapLeavesIsAllOfItAndNothingIsNoTurn() {
    List<CappedRotation.Account> one =
        List.of(new CappedRotation.Account("a", List.of("x", "y", "z"), 0, OptionalLong.empty()));
    assertEquals(2, CappedRotation.next("s", one, 2, 9, OptionalLong.empty()).units().size());
    assertEquals(
        OptionalLong.empty(), CappedRotation.next("s", one, 2, 0, OptionalLong.of(5)).last());
    assertThrows(
        IllegalArgumentException.class,
        () -> CappedRotation.next("s", one, 0, 1, OptionalLong.empty()));
  }

  /** Waves one after another, after which whoever was drawn rests for so many. */
  private final class Round {
    private final String seed;
    private final int rest;
    private final Map<String, OptionalLong> turns = new HashMap<>();
    private final Deque<List<String>> lately = new ArrayDeque<>();
    private OptionalLong after = OptionalLong.empty();

    Round(String seed, int rest) {
      this.seed = seed;
      this.rest = rest;
    }

    List<String> resting() {
      return lately.stream().flatMap(Collection::stream).toList();
    }

    List<String> draw() {
      Set<String> resting = new HashSet<>(resting());
      List<CappedRotation.Account> accounts = new ArrayList<>();
      company.forEach(
          (account, people) -> {
            List<String> there = people.stream().filter(one -> !resting.contains(one)).toList();
            accounts.add(
                new CappedRotation.Account(
                    account,
                    there,
                    people.size() - there.size(),
                    turns.getOrDefault(account, OptionalLong.empty())));
          });
      Rotation.Turn turn = CappedRotation.next(seed, accounts, CAP, DRAWN, after);
      after = counted(turn);
      turn.units()
          .forEach(one -> turns.put(accountOf(one), OptionalLong.of(Rotation.place(seed, one))));
      lately.add(turn.units());
      if (lately.size() > rest) {
        lately.remove();
      }
      return turn.units();
    }
  }

  private List<String> people(String account) {
    return company.getOrDefault(account, List.of());
  }

  private static String accountOf(String unit) {
    return unit.substring(0, unit.indexOf('-'));
  }

  private OptionalLong counted(Rotation.Turn turn) {
    turn.units().forEach(one -> times.merge(one, 1, Integer::sum));
    return turn.last();
  }

  private int least(String account) {
    return people(account).stream().mapToInt(one -> times.getOrDefault(one, 0)).min().orElseThrow();
  }

  private int most(String account) {
    return people(account).stream().mapToInt(one -> times.getOrDefault(one, 0)).max().orElseThrow();
  }
}
