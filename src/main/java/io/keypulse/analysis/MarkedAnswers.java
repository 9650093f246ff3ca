package io.keypulse.analysis;

import io.keypulse.stats.Drivers;
import io.keypulse.survey.Aspect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.statistics.ranking.NaNStrategy;
import org.apache.commons.statistics.ranking.NaturalRanking;
import org.apache.commons.statistics.ranking.TiesStrategy;

/** Answers with their scores of aspects, as drivers are computed from. */
record MarkedAnswers(List<Marked> all) {
  private static final int NO_OPINION = 3;

  /** An answer and its score of each aspect that it has an opinion of. */
  record Marked(int account, int overall, Map<Aspect, Integer> scores) {
    boolean hasAll(List<Aspect> wanted) {
      return scores.keySet().containsAll(wanted);
    }

    private double score(Aspect aspect) {
      Integer score = scores.get(aspect);
      return score == null ? Double.NaN : score;
    }

    private boolean isDissatisfied() {
      return isDissatisfied(overall);
    }

    private Marked asComplaint() {
      Map<Aspect, Integer> complaints = new EnumMap<>(Aspect.class);
      scores.forEach((aspect, score) -> complaints.put(aspect, isDissatisfied(score) ? 1 : 0));
      return new Marked(account, isDissatisfied() ? 1 : 0, complaints);
    }

    private static boolean isDissatisfied(int score) {
      return score < NO_OPINION;
    }
  }

  static MarkedAnswers of(List<ChosenAnswers.Row> rows) {
    return new MarkedAnswers(rows.stream().map(MarkedAnswers::marked).toList());
  }

  private static Marked marked(ChosenAnswers.Row row) {
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

  int dissatisfied() {
    return (int) all.stream().filter(Marked::isDissatisfied).count();
  }

  /** Only whether anybody is dissatisfied: 1, else 0. */
  MarkedAnswers asComplaints() {
    return new MarkedAnswers(all.stream().map(Marked::asComplaint).toList());
  }

  /** Aspects of which more than half have an opinion. */
  List<Aspect> often() {
    return Arrays.stream(Aspect.values())
        .filter(
            aspect ->
                2 * all.stream().filter(one -> one.scores().containsKey(aspect)).count()
                    > all.size())
        .toList();
  }

  /** Those with an opinion of every one of these. */
  MarkedAnswers complete(List<Aspect> aspects) {
    return new MarkedAnswers(all.stream().filter(one -> one.hasAll(aspects)).toList());
  }

  Drivers by(List<Aspect> aspects) {
    return drivers(aspects, false);
  }

  /** By mid-ranks of those that are there. */
  Drivers byRanks(List<Aspect> aspects) {
    return drivers(aspects, true);
  }

  private Drivers drivers(List<Aspect> aspects, boolean ranks) {
    double[] outcome = all.stream().mapToDouble(Marked::overall).toArray();
    double[][] values = new double[aspects.size()][];
    for (int j = 0; j < values.length; j++) {
      Aspect aspect = aspects.get(j);
      double[] scores = all.stream().mapToDouble(one -> one.score(aspect)).toArray();
      values[j] = ranks ? ranked(scores) : scores;
    }
    double[] overall = ranks ? ranked(outcome) : outcome;
    List<Drivers.Row> rows = new ArrayList<>();
    for (int i = 0; i < overall.length; i++) {
      double[] drivers = new double[values.length];
      for (int j = 0; j < drivers.length; j++) {
        drivers[j] = values[j][i];
      }
      rows.add(new Drivers.Row(all.get(i).account(), overall[i], drivers));
    }
    return Drivers.of(aspects.stream().map(Aspect::name).toList(), rows);
  }

  private static double[] ranked(double[] scores) {
    return new NaturalRanking(NaNStrategy.FIXED, TiesStrategy.AVERAGE).apply(scores);
  }
}
