package io.keypulse.report;

import io.keypulse.account.AccountView;
import io.keypulse.analysis.AspectView;
import io.keypulse.analysis.FewAnswersView;
import io.keypulse.analysis.ShareResult;
import io.keypulse.analysis.ShareView;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * With what people are dissatisfied.
 *
 * @param bars of people, by aspect; null where no share may be told
 * @param picture counted by accounts, or by people where accounts are not told; null where nobody
 *     complains
 * @param pictureMore what it shows
 * @param instead why there is no table; empty where there is one
 */
record Complaints(
    @Nullable DivergingBars bars,
    @Nullable Pareto picture,
    String pictureMore,
    List<Row> rows,
    String instead) {
  private static final double SMALLEST_STEP = 0.05;

  record Row(
      String aspect, String accounts, String ofAccounts, String cumulative, String dissatisfied) {}

  static Complaints of(Findings found, Phrases words) {
    List<AspectView> aspects = found.aspects();
    int complaints = aspects.stream().mapToInt(Complaints::complaining).sum();
    boolean byAccount = aspects.stream().allMatch(one -> one.accounts().isPresent());
    return new Complaints(
        bars(aspects, words),
        complaints == 0 ? null : Pareto.of(parts(aspects, complaints, words), words),
        byAccount ? words.report().complaintsMore() : words.report().complaintsOfPeople(),
        IntStream.range(0, aspects.size())
            .mapToObj(i -> row(aspects.get(i), found.complaining().get(i), words))
            .toList(),
        aspects.isEmpty() ? instead(found.theirs().dissatisfied(), words) : "");
  }

  private static String instead(ShareResult dissatisfied, Phrases words) {
    return dissatisfied instanceof ShareView || dissatisfied instanceof FewAnswersView
        ? words.report().noAspects()
        : words.sentence(words.said(dissatisfied));
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
              words.number(complaining(one))
                  + one.cumulativeShare().map(sum -> " · " + words.percent(sum)).orElse(""),
              (double) complaining(one) / complaints,
              one.cumulativeShare()));
    }
    return parts;
  }

  private static int complaining(AspectView of) {
    return of.accounts().orElse(of.people());
  }

  /** Where there is no share of them accounts are told by name. */
  private static String ofAccounts(AspectView of, List<AccountView> complaining, Phrases words) {
    if (of.shareOfAccounts().isPresent()) {
      String share =
          words.percents(
              of.shareOfAccounts().get(),
              of.lowestShareOfAccounts().orElseThrow(),
              of.highestShareOfAccounts().orElseThrow());
      return of.wideShareOfAccounts() ? words.report().wideAccounts(share) : share;
    }
    if (of.people() == 0) {
      return "–";
    }
    return complaining.isEmpty()
        ? of.shareOfAccountsWithheld()
            .map(why -> words.sentence(words.why(why)))
            .orElseGet(words.report()::withheldShort)
        : words.listed(complaining.stream().map(AccountView::name));
  }

  private static Row row(AspectView of, List<AccountView> complaining, Phrases words) {
    return new Row(
        words.aspect(of.aspect()),
        of.accounts().map(words::number).orElseGet(words.report()::withheldShort),
        ofAccounts(of, complaining, words),
        of.cumulativeShare().map(words::percent).orElse("–"),
        words.said(of.dissatisfied()));
  }
}
