package io.keypulse.analysis;

import io.keypulse.stats.ManyTests;
import io.keypulse.stats.PartOfUnits;
import io.keypulse.stats.Shrinkage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What to think of parts in the light of each other.
 *
 * @param mean of the parts
 * @param compared how many have answers enough to be compared with all
 * @param byKey of those with answers, the worst first
 */
record JudgedParts(Optional<Double> mean, int compared, Map<String, PartsView.Judged> byKey) {
  static final JudgedParts NONE = new JudgedParts(Optional.empty(), 0, Map.of());

  /** A part with answers. */
  private record Heard(String key, PartOfUnits units, Shrinkage.Judged judged) {
    boolean isCompared() {
      return units.answers() >= Disclosure.FEWEST_FOR_SHARE;
    }
  }

  /**
   * @param accounts of all parts
   * @param units of each part, by its key
   * @param times how many breakdowns the request makes
   */
  static JudgedParts of(
      List<Counts.EqualAccounts> accounts, Map<String, PartOfUnits> units, int times) {
    List<String> keys =
        units.entrySet().stream()
            .filter(part -> part.getValue().answers() > 0)
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    return keys.size() < 2
        ? NONE
        : Shrinkage.byChance(alike(accounts), Disclosure.LEVEL)
            .map(all -> of(all, keys, units, times))
            .optional()
            .orElse(NONE);
  }

  private static List<Shrinkage.Alike> alike(List<Counts.EqualAccounts> accounts) {
    return accounts.stream()
        .map(
            some ->
                new Shrinkage.Alike(
                    new Shrinkage.Count(some.dissatisfied(), some.withOpinion()),
                    some.accounts(),
                    1))
        .toList();
  }

  private static JudgedParts of(
      Shrinkage accounts, List<String> keys, Map<String, PartOfUnits> units, int times) {
    List<Shrinkage.Count> counts =
        keys.stream().map(key -> known(units, key).worth(accounts.alike())).toList();
    Shrinkage parts = Shrinkage.of(counts, Disclosure.LEVEL).orElseThrow();
    List<Heard> heard = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      heard.add(new Heard(keys.get(i), known(units, keys.get(i)), parts.of(counts.get(i))));
    }
    heard.sort(Comparator.comparingDouble((Heard part) -> part.judged().worseThanAll()).reversed());
    List<Double> p =
        heard.stream()
            .filter(Heard::isCompared)
            .map(part -> accounts.chance(part.units()))
            .toList();
    return new JudgedParts(
        Optional.of(parts.mean()),
        p.size(),
        judged(heard, ManyTests.benjaminiHochberg(p).iterator(), times, accounts.mean()));
  }

  private static PartOfUnits known(Map<String, PartOfUnits> units, String key) {
    return Objects.requireNonNull(units.get(key));
  }

  private static Map<String, PartsView.Judged> judged(
      List<Heard> worstFirst, Iterator<Double> adjusted, int times, double mean) {
    Map<String, PartsView.Judged> judged = new HashMap<>();
    int place = 0;
    double last = Double.NaN;
    for (Heard part : worstFirst) {
      double worse = part.judged().worseThanAll();
      place = worse == last ? place : judged.size() + 1;
      last = worse;
      Optional<Double> p =
          part.isCompared() ? Optional.of(Math.min(1, adjusted.next() * times)) : Optional.empty();
      double share = (double) part.units().dissatisfied() / part.units().answers();
      judged.put(
          part.key(),
          new PartsView.Judged(
              place,
              part.judged().share(),
              part.judged().range().lower(),
              part.judged().range().upper(),
              part.judged().ownWeight(),
              worse,
              direction(p, share - mean),
              p));
    }
    return judged;
  }

  private static PartsView.Direction direction(Optional<Double> p, double apart) {
    if (p.filter(one -> one <= Compared.FALSE_CHANGES).isEmpty() || apart == 0) {
      return PartsView.Direction.CANNOT_TELL;
    }
    return apart > 0 ? PartsView.Direction.WORSE : PartsView.Direction.BETTER;
  }

  Optional<PartsView.Judged> of(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  int standing() {
    return (int)
        byKey.values().stream()
            .filter(one -> one.direction() != PartsView.Direction.CANNOT_TELL)
            .count();
  }
}
