package io.keypulse.report;

import io.keypulse.analysis.AspectView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * With what people are dissatisfied, counted by accounts.
 *
 * @param picture null where nobody complains
 * @param instead why there is no table; empty where there is one
 */
record Complaints(@Nullable Pareto picture, List<Row> rows, String instead) {
  record Row(
      String aspect, String accounts, String ofAccounts, String cumulative, String dissatisfied) {}

  static Complaints of(Findings found, Phrases words) {
    List<AspectView> aspects = found.aspects();
    int complaints = aspects.stream().mapToInt(AspectView::accounts).sum();
    return new Complaints(
        complaints == 0 ? null : Pareto.of(parts(aspects, complaints, words), words),
        aspects.stream().map(one -> row(one, words)).toList(),
        aspects.isEmpty() ? words.sentence(words.said(found.theirs().dissatisfied())) : "");
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
