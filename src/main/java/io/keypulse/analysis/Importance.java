package io.keypulse.analysis;

import io.keypulse.stats.Drivers;
import io.keypulse.survey.Aspect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How much each aspect matters, beside how dissatisfied people are with it.
 *
 * @param ranges the places of each, in the order of {@code explained}; empty where only the first
 *     three are told
 */
record Importance(Drivers.Explained explained, List<Drivers.RankRange> ranges) {
  private static final int TOP = 3;

  boolean tellsPlaces() {
    return !ranges.isEmpty();
  }

  /** The aspects that matter most. */
  static Set<String> top(Drivers.Explained explained) {
    Set<String> top = new HashSet<>();
    explained.drivers().stream()
        .sorted(Comparator.comparingDouble(Drivers.Driver::lmg).reversed())
        .limit(TOP)
        .forEach(driver -> top.add(driver.name()));
    return top;
  }

  /**
   * @param dissatisfied with each aspect that somebody marked
   */
  List<DriversView.Driver> against(Map<Aspect, ShareResult> dissatisfied) {
    double mean =
        dissatisfied.values().stream()
            .filter(ShareView.class::isInstance)
            .mapToDouble(share -> ((ShareView) share).share())
            .average()
            .orElse(0);
    Set<String> top = top(explained);
    List<DriversView.Driver> drivers = new ArrayList<>();
    for (int j = 0; j < explained.drivers().size(); j++) {
      Drivers.Driver driver = explained.drivers().get(j);
      Aspect aspect = Aspect.valueOf(driver.name());
      ShareResult share = dissatisfied.getOrDefault(aspect, Disclosure.tooFew(0, 1));
      Optional<Drivers.RankRange> range =
          tellsPlaces() ? Optional.of(ranges.get(j)) : Optional.empty();
      drivers.add(
          new DriversView.Driver(
              aspect,
              top.contains(driver.name()),
              range.map(_ -> place(driver)),
              range.map(Drivers.RankRange::best),
              range.map(Drivers.RankRange::worst),
              range.map(_ -> driver.lmgShare()),
              range.map(_ -> driver.relativeWeight() / explained.rSquared()),
              share,
              quadrant(share, mean, range)));
    }
    if (tellsPlaces()) {
      drivers.sort(Comparator.comparing(driver -> driver.place().orElseThrow()));
    }
    return drivers;
  }

  private int place(Drivers.Driver driver) {
    return 1
        + (int) explained.drivers().stream().filter(other -> other.lmg() > driver.lmg()).count();
  }

  private DriversView.Quadrant quadrant(
      ShareResult share, double mean, Optional<Drivers.RankRange> range) {
    double middle = (explained.drivers().size() + 1) / 2.0;
    boolean important = range.filter(one -> one.worst() <= middle).isPresent();
    boolean unimportant = range.filter(one -> one.best() >= middle).isPresent();
    if (!(share instanceof ShareView shown) || important == unimportant) {
      return DriversView.Quadrant.UNDECIDED;
    }
    if (shown.lowestShare() > mean) {
      return important ? DriversView.Quadrant.FIX_FIRST : DriversView.Quadrant.LATER;
    }
    if (shown.highestShare() < mean) {
      return important ? DriversView.Quadrant.KEEP_UP : DriversView.Quadrant.ENOUGH;
    }
    return DriversView.Quadrant.UNDECIDED;
  }
}
