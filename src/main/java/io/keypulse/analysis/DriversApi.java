package io.keypulse.analysis;

import static java.util.stream.Collectors.toMap;

import io.keypulse.stats.Drivers;
import io.keypulse.stats.Outcome;
import io.keypulse.survey.Aspect;
import io.smallrye.graphql.api.Nullable;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.statistics.ranking.NaNStrategy;
import org.apache.commons.statistics.ranking.NaturalRanking;
import org.apache.commons.statistics.ranking.TiesStrategy;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
public class DriversApi {
  static final int FEWEST = 60;
  static final int FEWEST_FOR_PLACES = 200;
  private static final int FEWEST_DISSATISFIED = 20;
  private static final int TOP = 3;
  private static final int MOST = 100_000;
  private static final int RESAMPLES = 1_000;
  private static final double RANGE = 0.9;
  private static final double LEAST_EXPLAINED = 0.1;
  private static final double MANY_LOST = 0.2;
  private static final int NO_OPINION = 3;

  @Inject Counts counts;
  @Inject Promises promises;
  @Inject AspectApi aspects;

  /** An answer and its score of each aspect that it has an opinion of. */
  private record Marked(int account, int overall, Map<Aspect, Integer> scores) {
    boolean hasAll(List<Aspect> wanted) {
      return scores.keySet().containsAll(wanted);
    }

    double score(Aspect aspect) {
      Integer score = scores.get(aspect);
      return score == null ? Double.NaN : score;
    }

    boolean isDissatisfied() {
      return isDissatisfied(overall);
    }

    /** Only whether anybody is dissatisfied: 1, else 0. */
    Marked asComplaint() {
      Map<Aspect, Integer> complaints = new EnumMap<>(Aspect.class);
      scores.forEach((aspect, score) -> complaints.put(aspect, isDissatisfied(score) ? 1 : 0));
      return new Marked(account, isDissatisfied() ? 1 : 0, complaints);
    }

    private static boolean isDissatisfied(int score) {
      return score < NO_OPINION;
    }
  }

  @Description(
      "From 60 answers on which aspects are among the top three, from 200 on in which places: of how satisfied people"
          + " are unless said, else of who is dissatisfied, where at least 20 are.")
  @Transactional
  public List<DriversResult> drivers(
      @Source List<DissatisfactionView> asked,
      @Nullable DriversView.@org.jspecify.annotations.Nullable Outcome outcome) {
    boolean complaints = outcome == DriversView.Outcome.DISSATISFACTION;
    return asked.stream().map(one -> drivers(one, complaints)).toList();
  }

  private DriversResult drivers(DissatisfactionView of, boolean complaints) {
    Optional<Suppressed> refused = promises.refuses(of.scope());
    if (refused.isPresent()) {
      return refused.get();
    }
    List<Marked> answers = counts.rows(of.scope(), MOST).stream().map(DriversApi::marked).toList();
    int dissatisfied = (int) answers.stream().filter(Marked::isDissatisfied).count();
    if (complaints && dissatisfied < FEWEST_DISSATISFIED) {
      return Disclosure.tooFew(dissatisfied, FEWEST_DISSATISFIED);
    }
    List<Marked> all = complaints ? answers.stream().map(Marked::asComplaint).toList() : answers;
    List<Aspect> often =
        Arrays.stream(Aspect.values())
            .filter(
                aspect ->
                    2 * all.stream().filter(one -> one.scores().containsKey(aspect)).count()
                        > all.size())
            .toList();
    if (often.isEmpty()) {
      return Disclosure.tooFew(0, FEWEST);
    }
    List<Marked> complete = all.stream().filter(one -> one.hasAll(often)).toList();
    int incomplete = all.size() - complete.size();
    List<Marked> used = incomplete > MANY_LOST * all.size() ? all : complete;
    return switch (by(often, used, false).explain()) {
      case Outcome.Undefined<Drivers.Explained>(Outcome.Reason reason) ->
          undefined(reason, complete.size());
      case Outcome.Known<Drivers.Explained>(Drivers.Explained found) -> {
        if (found.answers() < FEWEST) {
          yield Disclosure.tooFew(found.answers(), FEWEST);
        }
        yield found.rSquared() < LEAST_EXPLAINED
            ? new InsufficientData(WithheldReason.NOT_EXPLAINED, found.answers(), found.answers())
            : told(of, often, used, incomplete, found);
      }
    };
  }

  private static InsufficientData undefined(Outcome.Reason reason, int have) {
    return switch (reason) {
      case COLLINEAR -> new InsufficientData(WithheldReason.DRIVERS_MOVE_TOGETHER, have, FEWEST);
      case NO_VARIATION -> new InsufficientData(WithheldReason.NO_VARIATION, have, FEWEST);
      default -> Disclosure.tooFew(have, FEWEST);
    };
  }

  private static Marked marked(Counts.Row row) {
    Map<Aspect, Integer> scores = new EnumMap<>(Aspect.class);
    for (String rating : row.ratings().split(",", -1)) {
      int mark = rating.indexOf('=');
      if (mark > 0 && !rating.endsWith("=" + NO_OPINION)) {
        scores.put(
            Aspect.valueOf(rating.substring(0, mark)),
            Integer.parseInt(rating.substring(mark + 1)));
      }
    }
    return new Marked(row.accountId(), row.overall(), scores);
  }

  private static Drivers by(List<Aspect> aspects, List<Marked> answers, boolean ranks) {
    double[] outcome = answers.stream().mapToDouble(Marked::overall).toArray();
    double[][] values = new double[aspects.size()][];
    for (int j = 0; j < values.length; j++) {
      Aspect aspect = aspects.get(j);
      double[] scores = answers.stream().mapToDouble(one -> one.score(aspect)).toArray();
      values[j] = ranks ? ranked(scores) : scores;
    }
    double[] overall = ranks ? ranked(outcome) : outcome;
    List<Drivers.Row> rows = new ArrayList<>();
    for (int i = 0; i < overall.length; i++) {
      double[] drivers = new double[values.length];
      for (int j = 0; j < drivers.length; j++) {
        drivers[j] = values[j][i];
      }
      rows.add(new Drivers.Row(answers.get(i).account(), overall[i], drivers));
    }
    return Drivers.of(aspects.stream().map(Aspect::name).toList(), rows);
  }

  /** Mid-ranks of those that are there. */
  private static double[] ranked(double[] scores) {
    return new NaturalRanking(NaNStrategy.FIXED, TiesStrategy.AVERAGE).apply(scores);
  }

  private DriversView told(
      DissatisfactionView of,
      List<Aspect> often,
      List<Marked> used,
      int incomplete,
      Drivers.Explained explained) {
    long seed = of.scope().waveIds().hashCode();
    List<Drivers.RankRange> ranges =
        explained.answers() < FEWEST_FOR_PLACES
            ? List.of()
            : by(often, used, false).places(RESAMPLES, seed, RANGE).optional().orElse(List.of());
    boolean places = !ranges.isEmpty();
    Set<String> top = top(explained);
    boolean sensitive =
        by(often, used, true).explain().optional().map(DriversApi::top).stream()
            .anyMatch(other -> !other.equals(top));
    return new DriversView(
        explained.answers(),
        incomplete,
        used.stream().anyMatch(one -> !one.hasAll(often)),
        explained.rSquared(),
        places ? DriversView.Certainty.PLACES : DriversView.Certainty.TOP_THREE,
        Long.toString(seed),
        sensitive,
        drivers(of, explained, ranges, top),
        leftOut(of, explained));
  }

  private static Set<String> top(Drivers.Explained explained) {
    Set<String> top = new HashSet<>();
    explained.drivers().stream()
        .sorted(Comparator.comparingDouble(Drivers.Driver::lmg).reversed())
        .limit(TOP)
        .forEach(driver -> top.add(driver.name()));
    return top;
  }

  private List<DriversView.Driver> drivers(
      DissatisfactionView of,
      Drivers.Explained explained,
      List<Drivers.RankRange> ranges,
      Set<String> top) {
    Map<Aspect, ShareResult> dissatisfied =
        aspects.byAspect(List.of(of)).getFirst().stream()
            .collect(toMap(AspectView::aspect, AspectView::dissatisfied));
    double mean =
        dissatisfied.values().stream()
            .filter(ShareView.class::isInstance)
            .mapToDouble(share -> ((ShareView) share).share())
            .average()
            .orElse(0);
    boolean places = !ranges.isEmpty();
    List<DriversView.Driver> drivers = new ArrayList<>();
    for (int j = 0; j < explained.drivers().size(); j++) {
      Drivers.Driver driver = explained.drivers().get(j);
      Optional<Drivers.RankRange> range = places ? Optional.of(ranges.get(j)) : Optional.empty();
      int place =
          1
              + (int)
                  explained.drivers().stream().filter(other -> other.lmg() > driver.lmg()).count();
      ShareResult share =
          dissatisfied.getOrDefault(Aspect.valueOf(driver.name()), Disclosure.tooFew(0, 1));
      drivers.add(
          new DriversView.Driver(
              Aspect.valueOf(driver.name()),
              top.contains(driver.name()),
              places ? Optional.of(place) : Optional.empty(),
              range.map(Drivers.RankRange::best),
              range.map(Drivers.RankRange::worst),
              places ? Optional.of(driver.lmgShare()) : Optional.empty(),
              places
                  ? Optional.of(driver.relativeWeight() / explained.rSquared())
                  : Optional.empty(),
              share,
              quadrant(share, mean, range, explained.drivers().size())));
    }
    if (places) {
      drivers.sort(Comparator.comparing(driver -> driver.place().orElseThrow()));
    }
    return drivers;
  }

  private static DriversView.Quadrant quadrant(
      ShareResult share, double mean, Optional<Drivers.RankRange> range, int drivers) {
    double middle = (drivers + 1) / 2.0;
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

  private List<Aspect> leftOut(DissatisfactionView of, Drivers.Explained explained) {
    List<String> used = explained.drivers().stream().map(Drivers.Driver::name).toList();
    return counts.byAspect(of.scope()).stream()
        .filter(rated -> !used.contains(rated.name()))
        .map(rated -> Aspect.valueOf(rated.name()))
        .sorted()
        .toList();
  }
}
