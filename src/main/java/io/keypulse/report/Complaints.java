package io.keypulse.report;

import io.keypulse.analysis.AspectView;
import io.keypulse.analysis.FewAnswersView;
import io.keypulse.analysis.ShareResult;
import io.keypulse.analysis.ShareView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * With what people are dissatisfied.
 *
 * @param bars of people, by aspect; null where no share may be told
 * @param picture counted by accounts; null where nobody complains
 * @param instead why there is no table; empty where there is one
 */
record Complaints(
    @Nullable DivergingBars bars, @Nullable Pareto picture, List<Row> rows, String instead) {
  private static final double SMALLEST_STEP = 0.05;

  record Row(
      String aspect, String accounts, String ofAccounts, String cumulative, String dissatisfied) {}

  static Complaints of(Findings found, Phrases words) {
    List<AspectView> aspects = found.aspects();
    int complaints = aspects.stream().mapToInt(AspectView::accounts).sum();
    return new Complaints(
        bars(aspects, words),
        complaints == 0 ? null : Pareto.of(parts(aspects, complaints, words), words),
        aspects.stream().map(one -> row(one, words)).toList(),
        aspects.isEmpty() ? words.sentence(words.said(found.theirs().dissatisfied())) : "");
  }

  private static @Nullable DivergingBars bars(List<AspectView> aspects, Phrases words) {
    List<DivergingBars.Bar> bars =
        aspects.stream()
            .map(one -> bar(words.aspect(one.aspect()), one.dissatisfied(), words))
            .toList();
    return bars.stream().allMatch(DivergingBars.Bar::isMissing)
        ? null
        : DivergingBars.of(bars, SMALLEST_STEP, words::percent);
  }

  private static DivergingBars.Bar bar(String aspect, ShareResult dissatisfied, Phrases words) {
    return dissatisfied instanceof ShareView share
        ? DivergingBars.Bar.of(aspect, "n = " + words.number(share.of()), share)
        : DivergingBars.Bar.without(
            aspect,
            dissatisfied instanceof FewAnswersView few
                ? words.said(few)
                : words.report().seeTable());
  }

  private static List<Pareto.Part> parts(List<AspectView> aspects, int complaints, Phrases words) {
    List<Pareto.Part> parts = new ArrayList<>();
    for (AspectView one : aspects) {
      parts.add(
          new Pareto.Part(
              words.aspect(one.aspect()),
              words.number(one.accounts()) + " · " + words.percent(one.cumulativeShare()),
              (double) one.accounts() / complaints,
              one.cumulativeShare()));
    }
    return parts;
  }

  private static Row row(AspectView of, Phrases words) {
    return new Row(
        words.aspect(of.aspect()),
        words.number(of.accounts()),
        words.percent(of.shareOfAccounts()),
        words.percent(of.cumulativeShare()),
        words.said(of.dissatisfied()));
  }
}
