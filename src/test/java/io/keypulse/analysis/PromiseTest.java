package io.keypulse.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class PromiseTest {
  private static final Scope ALL = new Scope(List.of(1), null, null, null, true);

  @Test
  void smallAccountsAreShownWithOthersOfTheirTeam() {
    Promise promise = promise(cell(1, 7, 2), cell(2, 7, 2), cell(3, 7, 9), cell(4, 8, 5));
    assertEquals(Set.of(1, 2, 3), promise.hiddenAccounts(ALL));
    assertEquals(Optional.empty(), promise.refuses(ofTeam(7)), "a team is kept together");
    assertEquals(Optional.empty(), promise.refuses(ALL.ofAccounts(List.of(4))));
    assertEquals(
        Optional.of(new Suppressed(2, WithheldReason.CONFIDENTIAL)),
        promise.refuses(ALL.ofAccounts(List.of(1))));
    assertEquals(
        Optional.of(new Suppressed(9, WithheldReason.DERIVABLE)),
        promise.refuses(ALL.ofAccounts(List.of(3))),
        "the team less this would tell four");
  }

  @Test
  void inHowManyAccountsSomebodyIsDissatisfiedIsNotToldWhereItTellsOfOne() {
    Promise promise = promise(cell(1, 7, 1), cell(2, 7, 4), cell(3, 8, 5));
    assertEquals(Optional.empty(), promise.refuses(ALL));
    assertEquals(
        Optional.of(new Suppressed(10, WithheldReason.DERIVABLE)),
        promise.refusesCountOfAccounts(ALL, promise.hiddenAccounts(ALL)));
    assertEquals(
        Optional.empty(),
        promise.refusesCountOfAccounts(ofTeam(8), promise.hiddenAccounts(ofTeam(8))));
  }

  @Test
  void aTeamThatIsTooSmallIsHiddenWithAnother() {
    Promise promise = promise(cell(1, 7, 2), cell(2, 8, 5), cell(3, 9, 8));
    assertEquals(WithheldReason.CONFIDENTIAL, promise.refuses(ofTeam(7)).orElseThrow().reason());
    assertEquals(WithheldReason.DERIVABLE, promise.refuses(ofTeam(8)).orElseThrow().reason());
    assertEquals(Optional.empty(), promise.refuses(ofTeam(9)));
    assertEquals(Optional.empty(), promise.refuses(ALL));
  }

  @Test
  void whatAnEmployeeWroteDownHidesNobody() {
    Promise promise = promise(cell(1, 7, 6, 4), cell(2, 7, 5), cell(3, 8, 9, 0), cell(4, 8, 5));
    assertEquals(
        Optional.of(new Suppressed(6, WithheldReason.CONFIDENTIAL)),
        promise.refuses(ALL.ofAccounts(List.of(1))));
    assertEquals(
        Optional.of(new Suppressed(5, WithheldReason.DERIVABLE)),
        promise.refuses(ALL.ofAccounts(List.of(2))),
        "four would be left of the team");
    assertEquals(
        WithheldReason.CONFIDENTIAL,
        promise.refuses(ALL.ofAccounts(List.of(3))).orElseThrow().reason(),
        "all of it was told to somebody");
    assertEquals(Set.of(1, 2, 3, 4), promise.hiddenAccounts(ALL));
    assertEquals(Optional.empty(), promise.refuses(ofTeam(7)));
    assertEquals(Optional.empty(), promise.refuses(ofTeam(8)));
  }

  @Test
  void whatIsTooLittleAltogetherIsNotShownAtAll() {
    Promise promise = promise(cell(1, 7, 2), cell(2, 8, 2));
    assertEquals(Optional.of(new Suppressed(4, WithheldReason.CONFIDENTIAL)), promise.refuses(ALL));
  }

  @Test
  void nothingThatFollowsFromTwoScopesThatAreShownTellsFewerThanPromised() {
    SplittableRandom random = new SplittableRandom(11);
    for (int round = 0; round < 200; round++) {
      List<Promise.Cell> cells = new ArrayList<>();
      for (int account = 1; account <= 8; account++) {
        int answers = random.nextInt(0, 9);
        cells.add(
            new Promise.Cell(
                account,
                account % 3,
                "s" + random.nextInt(2),
                answers,
                answers - random.nextInt(0, answers + 1) * random.nextInt(2)));
      }
      Promise promise = promise(cells.toArray(Promise.Cell[]::new));
      List<Scope> shown = scopes(random);
      shown.removeIf(scope -> promise.refuses(scope).isPresent());
      for (Scope one : shown) {
        for (Scope other : shown) {
          assertEnough(cells, cell -> in(one, cell) && in(other, cell), round);
          assertEnough(cells, cell -> in(one, cell) && !in(other, cell), round);
        }
      }
    }
  }

  /** Of every team, segment, team in a segment, account, and some groups of accounts. */
  private static List<Scope> scopes(SplittableRandom random) {
    List<Scope> scopes = new ArrayList<>(List.of(ALL));
    for (int team = 0; team < 3; team++) {
      scopes.add(ofTeam(team));
      for (String segment : List.of("s0", "s1")) {
        scopes.add(new Scope(ALL.waveIds(), null, List.of(team), segment, true));
        scopes.add(new Scope(ALL.waveIds(), null, null, segment, true));
      }
    }
    for (int account = 1; account <= 8; account++) {
      scopes.add(ALL.ofAccounts(List.of(account)));
      Set<Integer> group = new HashSet<>();
      for (int i = 0; i < 4; i++) {
        group.add(random.nextInt(1, 9));
      }
      scopes.add(ALL.ofAccounts(List.copyOf(group)));
    }
    return scopes;
  }

  private static void assertEnough(
      List<Promise.Cell> cells, Predicate<Promise.Cell> told, int round) {
    List<Promise.Cell> some = cells.stream().filter(told).toList();
    int answers = some.stream().mapToInt(Promise.Cell::answers).sum();
    int byThemselves = some.stream().mapToInt(Promise.Cell::byThemselves).sum();
    assertTrue(
        answers == 0 || byThemselves >= 5, byThemselves + " answers can be told in round " + round);
  }

  private static boolean in(Scope scope, Promise.Cell cell) {
    return scope.has(cell.accountId(), cell.teamId(), cell.segment());
  }

  private static Scope ofTeam(int team) {
    return new Scope(ALL.waveIds(), null, List.of(team), null, true);
  }

  private static Promise promise(Promise.Cell... cells) {
    return new Promise(5, Map.of(1, Promise.clusters(List.of(cells), 5)), false);
  }

  private static Promise.Cell cell(int account, int team, int answers) {
    return cell(account, team, answers, answers);
  }

  private static Promise.Cell cell(int account, int team, int answers, int byThemselves) {
    return new Promise.Cell(account, team, "Food", answers, byThemselves);
  }
}
