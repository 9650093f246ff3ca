package io.keypulse.analysis;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What was promised to those who answered in confidence: nobody is told what fewer than so many of
 * them said.
 *
 * <p>Accounts are put together into clusters of at least so many answers that people gave by
 * themselves: what an employee wrote down is known to them, and hides nobody. A scope may be shown
 * when it cuts no cluster in two: then everything that follows from scopes that are shown, by
 * adding and taking away, is of whole clusters too.
 *
 * <p>Over several waves each answer counts, whoever gave another: a figure of them is what the
 * waves say one by one, added up.
 *
 * @param waves the clusters of each, as they were put together when it had closed
 * @param open while a wave is not settled, nothing is told: figures that move with each answer tell
 *     it
 */
record Promise(int atLeast, Map<Integer, List<Promise.Cluster>> waves, boolean open) {
  /**
   * Confidential answers of one account.
   *
   * @param byThemselves without those that were told on the telephone
   */
  record Cell(int accountId, int teamId, String segment, int answers, int byThemselves) {}

  /**
   * @param cells those that the viewer sees
   * @param answers of all its cells
   */
  record Cluster(List<Cell> cells, int answers) {
    private static Cluster of(List<Cell> cells) {
      return new Cluster(List.copyOf(cells), cells.stream().mapToInt(Cell::answers).sum());
    }

    private Cluster and(List<Cell> more) {
      List<Cell> all = new ArrayList<>(cells);
      all.addAll(more);
      return of(all);
    }

    private int byThemselves() {
      return cells.stream().mapToInt(Cell::byThemselves).sum();
    }

    private boolean isOneAccount() {
      return cells.size() == 1 && cells.getFirst().answers() == answers;
    }

    private boolean isWithin(Function<Cell, Object> group, Object key) {
      return cells.stream().allMatch(cell -> group.apply(cell).equals(key));
    }
  }

  /**
   * Small accounts stay with those of their team and segment where they can, else of their team.
   */
  private static final List<Function<Cell, Object>> NEAREST_FIRST =
      List.of(cell -> List.of(cell.teamId(), cell.segment()), Cell::teamId, cell -> "all");

  static List<Cluster> clusters(List<Cell> cells, int atLeast) {
    List<Cluster> clusters = new ArrayList<>();
    List<Cell> loose = new ArrayList<>();
    for (Cell cell : cells.stream().sorted(comparingInt(Cell::accountId)).toList()) {
      if (cell.byThemselves() >= atLeast) {
        clusters.add(Cluster.of(List.of(cell)));
      } else if (cell.answers() > 0) {
        loose.add(cell);
      }
    }
    for (Function<Cell, Object> group : NEAREST_FIRST) {
      Map<Object, Integer> smallest = smallest(clusters, group);
      List<Cell> left = new ArrayList<>();
      loose.stream()
          .collect(groupingBy(group, LinkedHashMap::new, toList()))
          .forEach((key, some) -> left.addAll(joined(some, clusters, smallest.get(key), atLeast)));
      loose = left;
    }
    if (!loose.isEmpty()) {
      clusters.add(Cluster.of(loose));
    }
    return List.copyOf(clusters);
  }

  /** Where the smallest cluster of each group stands; of clusters that are within one. */
  private static Map<Object, Integer> smallest(
      List<Cluster> clusters, Function<Cell, Object> group) {
    Map<Object, Integer> smallest = new HashMap<>();
    for (int place = 0; place < clusters.size(); place++) {
      Object key = group.apply(clusters.get(place).cells().getFirst());
      if (clusters.get(place).isWithin(group, key)) {
        smallest.merge(key, place, (one, other) -> smaller(clusters, one, other));
      }
    }
    return smallest;
  }

  private static int smaller(List<Cluster> clusters, int first, int second) {
    return clusters.get(second).answers() < clusters.get(first).answers() ? second : first;
  }

  /**
   * Adds clusters of these cells of one group; what is too small for one more goes into the
   * smallest of the group.
   *
   * @param smallest so far; null where the group has none
   * @return what the group has no cluster for
   */
  private static List<Cell> joined(
      List<Cell> some, List<Cluster> clusters, @Nullable Integer smallest, int atLeast) {
    List<Cell> open = new ArrayList<>();
    Integer into = smallest;
    for (Cell cell : some) {
      open.add(cell);
      Cluster cluster = Cluster.of(open);
      if (cluster.byThemselves() >= atLeast) {
        clusters.add(cluster);
        int place = clusters.size() - 1;
        into = into == null ? place : smaller(clusters, into, place);
        open.clear();
      }
    }
    if (open.isEmpty() || into == null) {
      return open;
    }
    clusters.set(into, clusters.get(into).and(open));
    return List.of();
  }

  /** Why nothing of this scope may be shown; nothing where it may. */
  Optional<Suppressed> refuses(Scope scope) {
    if (open) {
      return Optional.of(new Suppressed(answers(scope), WithheldReason.STILL_OPEN));
    }
    boolean few = false;
    boolean cut = false;
    for (List<Cluster> clusters : waves.values()) {
      int within = 0;
      int byThemselves = 0;
      for (Cluster cluster : clusters) {
        int said = sum(scope, cluster.cells(), Cell::answers);
        within += said;
        byThemselves += sum(scope, cluster.cells(), Cell::byThemselves);
        cut = cut || (said > 0 && said < cluster.answers());
      }
      few = few || (within > 0 && byThemselves < atLeast);
    }
    return few || cut
        ? Optional.of(
            new Suppressed(
                answers(scope), few ? WithheldReason.CONFIDENTIAL : WithheldReason.DERIVABLE))
        : Optional.empty();
  }

  /**
   * Why nothing may be shown of a scope: some answers may have been deleted.
   *
   * @param left answers of a wave
   */
  Optional<Suppressed> refuses(List<KeptCounts.Answered> left) {
    return left.stream()
        .filter(wave -> waves.containsKey(wave.waveId()))
        .filter(wave -> hasTooFew(wave.people(), wave.byPhone()))
        .map(wave -> new Suppressed(wave.people(), WithheldReason.CONFIDENTIAL))
        .findFirst();
  }

  /** Of answers to one wave. */
  boolean hasTooFew(int answers, int byPhone) {
    return answers > 0 && answers - byPhone < atLeast;
  }

  int answers(Scope scope) {
    return waves.values().stream()
        .flatMap(List::stream)
        .mapToInt(cluster -> sum(scope, cluster.cells(), Cell::answers))
        .sum();
  }

  private static int sum(Scope scope, List<Cell> cells, ToIntFunction<Cell> answers) {
    return cells.stream()
        .filter(cell -> scope.has(cell.accountId(), cell.teamId(), cell.segment()))
        .mapToInt(answers)
        .sum();
  }

  /** Accounts of the scope of which nothing is shown by itself. */
  Set<Integer> hiddenAccounts(Scope scope) {
    return accounts(scope, cluster -> !cluster.isOneAccount() || cluster.byThemselves() < atLeast);
  }

  /**
   * Why it may not be told in how many accounts somebody is dissatisfied: in all of them, it would
   * tell what the only one said who was heard of an account.
   *
   * @param hidden accounts of which nothing is shown by itself
   */
  Optional<Suppressed> refusesCountOfAccounts(Scope scope, Set<Integer> hidden) {
    return hidden.isEmpty()
        ? Optional.empty()
        : Optional.of(new Suppressed(answers(scope), WithheldReason.DERIVABLE));
  }

  /** Accounts of the scope that answered. */
  Set<Integer> accounts(Scope scope) {
    return accounts(scope, any -> true);
  }

  private Set<Integer> accounts(Scope scope, Predicate<Cluster> which) {
    return waves.values().stream()
        .flatMap(List::stream)
        .filter(which)
        .flatMap(cluster -> cluster.cells().stream())
        .filter(cell -> scope.has(cell.accountId(), cell.teamId(), cell.segment()))
        .map(Cell::accountId)
        .collect(toSet());
  }
}
