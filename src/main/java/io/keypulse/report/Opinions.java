package io.keypulse.report;

import io.keypulse.analysis.DissatisfactionView;
import io.keypulse.analysis.FewAnswersView;
import io.keypulse.analysis.ShareResult;
import io.keypulse.analysis.ShareView;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How satisfied people are: a manager's beside all that the reader sees.
 *
 * @param picture null where no share may be told
 */
record Opinions(@Nullable DivergingBars picture, List<Row> rows) {
  private static final double SMALLEST_STEP = 0.05;

  /**
   * @param five answers, the dissatisfied first and those without an opinion last; empty where they
   *     are withheld
   * @param whatever the silent think; null where the figure itself cannot be told
   */
  record Row(
      String name, String population, List<String> five, String said, @Nullable String whatever) {}

  static Opinions of(Findings found, Phrases words) {
    String theirs = found.manager().name();
    String everyone = words.report().everyone();
    List<DivergingBars.Bar> bars =
        List.of(bar(theirs, found.theirs(), words), bar(everyone, found.everyone(), words));
    return new Opinions(
        bars.stream().allMatch(DivergingBars.Bar::isMissing)
            ? null
            : DivergingBars.of(bars, SMALLEST_STEP, words::percent),
        List.of(row(theirs, found.theirs(), words), row(everyone, found.everyone(), words)));
  }

  /** Only from as many answers on as a share may be told of. */
  private static DivergingBars.Bar bar(String name, DissatisfactionView of, Phrases words) {
    if (!(of.dissatisfied() instanceof ShareView share)) {
      String instead =
          of.dissatisfied() instanceof FewAnswersView few
              ? words.said(few)
              : words.report().seeTable();
      return DivergingBars.Bar.without(name, instead);
    }
    return DivergingBars.Bar.of(
        name,
        "n = " + words.number(share.of()),
        Five.of(of.distribution()),
        share.of(),
        DivergingBars.Reach.of(share));
  }

  private static Row row(String name, DissatisfactionView of, Phrases words) {
    Five five = Five.of(of.distribution());
    return new Row(
        name,
        words.number(of.population()),
        of.distribution().isEmpty()
            ? List.of()
            : Stream.of(
                    five.extremely(),
                    five.somewhat(),
                    five.overall(),
                    five.very(),
                    five.noOpinion())
                .map(words::number)
                .toList(),
        words.said(of.dissatisfied()),
        whatever(of.dissatisfied(), words));
  }

  /** Of people. */
  private static @Nullable String whatever(ShareResult result, Phrases words) {
    return switch (result) {
      case ShareView share ->
          words.percents(
              share.lowestShareWhateverOthersSay().orElseThrow(),
              share.highestShareWhateverOthersSay().orElseThrow());
      case FewAnswersView few ->
          words.people(few.count(), few.count() + few.population() - few.of(), few.population());
      default -> null;
    };
  }
}
