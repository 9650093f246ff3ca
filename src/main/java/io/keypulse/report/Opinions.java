package io.keypulse.report;

import io.keypulse.analysis.DissatisfactionView;
import io.keypulse.analysis.FewAnswersView;
import io.keypulse.analysis.ShareResult;
import io.keypulse.analysis.ShareView;
import io.keypulse.survey.Satisfaction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * How satisfied people are: a manager's beside all that the reader sees, measure by measure.
 *
 * @param picture null where no share may be told
 * @param whose the columns
 */
record Opinions(@Nullable DivergingBars picture, List<String> whose, List<Row> rows) {
  private static final double SMALLEST_STEP = 0.05;
  private static final String NOTHING = "–";

  /** In the order of the columns. */
  record Row(String measure, List<String> cells) {}

  static Opinions of(Findings found, Phrases words) {
    String theirs = found.manager().name();
    String everyone = words.report().everyone();
    List<DivergingBars.Bar> bars =
        List.of(bar(theirs, found.theirs(), words), bar(everyone, found.everyone(), words));
    return new Opinions(
        bars.stream().allMatch(DivergingBars.Bar::isMissing)
            ? null
            : DivergingBars.of(bars, SMALLEST_STEP, words::percent),
        List.of(theirs, everyone),
        rows(List.of(found.theirs(), found.everyone()), words));
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

  private static List<Row> rows(List<DissatisfactionView> found, Phrases words) {
    ReportWording report = words.report();
    List<Row> rows = new ArrayList<>();
    rows.add(row(report.inAll(), found, of -> words.number(of.population())));
    rows.add(answers(Satisfaction.EXTREMELY_DISSATISFIED, Five::extremely, found, words));
    rows.add(answers(Satisfaction.SOMEWHAT_DISSATISFIED, Five::somewhat, found, words));
    rows.add(answers(Satisfaction.SATISFIED_OVERALL, Five::overall, found, words));
    rows.add(answers(Satisfaction.VERY_SATISFIED, Five::very, found, words));
    rows.add(answers(Satisfaction.NO_OPINION, Five::noOpinion, found, words));
    rows.add(row(report.dissatisfied(), found, of -> words.said(of.dissatisfied())));
    rows.add(row(report.whatever(), found, of -> whatever(of.dissatisfied(), words)));
    return rows;
  }

  private static Row answers(
      Satisfaction level,
      ToIntFunction<Five> number,
      List<DissatisfactionView> found,
      Phrases words) {
    return row(
        words.survey().answer(level),
        found,
        of ->
            of.distribution().isEmpty()
                ? words.report().withheldShort()
                : words.number(number.applyAsInt(Five.of(of.distribution()))));
  }

  private static Row row(
      String measure, List<DissatisfactionView> found, Function<DissatisfactionView, String> cell) {
    return new Row(measure, found.stream().map(cell).toList());
  }

  /** Of people. */
  private static String whatever(ShareResult result, Phrases words) {
    return switch (result) {
      case ShareView share ->
          words.percents(
              share.lowestShareWhateverOthersSay().orElseThrow(),
              share.highestShareWhateverOthersSay().orElseThrow());
      case FewAnswersView few ->
          words.people(few.count(), few.count() + few.population() - few.of(), few.population());
      default -> NOTHING;
    };
  }
}
