package io.keypulse.report;

import io.keypulse.account.AccountView;
import io.keypulse.analysis.RankingView;
import io.keypulse.analysis.SatisfactionResult;
import io.keypulse.analysis.SatisfactionView;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Accounts, the worst first.
 *
 * @param picture null where no account can be shown
 * @param notes about those that are not in the list
 */
record Portfolio(@Nullable DivergingBars picture, String most, List<Row> rows, List<String> notes) {
  private static final int MOST_BARS = 15;

  /**
   * @param verdict or why there is none
   * @param people how many are dissatisfied; null where there is no verdict
   */
  record Row(
      String place,
      String account,
      String verdict,
      @Nullable String people,
      String withOpinion,
      String shrunken,
      String cases) {}

  static Portfolio of(Findings findings, Phrases words) {
    Findings.Portfolio found = findings.portfolio();
    String most = words.number(MOST_BARS);
    List<String> notes = new ArrayList<>();
    if (!(found.ranking() instanceof RankingView ranking)) {
      notes.add(words.sentence(words.why(found.ranking())));
      notes.add(casesElsewhere(findings, words));
      return new Portfolio(null, most, List.of(), notes);
    }
    notes.addAll(notes(ranking, words));
    notes.add(casesElsewhere(findings, words));
    List<DivergingBars.Bar> bars =
        IntStream.range(0, Math.min(MOST_BARS, found.accounts().size()))
            .mapToObj(i -> bar(found.accounts().get(i), found.satisfaction().get(i), words))
            .toList();
    return new Portfolio(
        bars.isEmpty() ? null : DivergingBars.of(bars, 1, people -> words.number((int) people)),
        most,
        IntStream.range(0, found.accounts().size())
            .mapToObj(i -> row(ranking.nodes().get(i), found, i, words))
            .toList(),
        notes);
  }

  private static DivergingBars.Bar bar(
      AccountView account, SatisfactionResult result, Phrases words) {
    if (!(result instanceof SatisfactionView said)) {
      return DivergingBars.Bar.without(account.name(), words.report().seeTable());
    }
    return DivergingBars.Bar.of(
        account.name(),
        words.verdict(said.verdict()),
        Five.of(said.distribution()),
        1,
        new DivergingBars.Reach(said.fewest(), said.dissatisfied(), said.most()));
  }

  private static Row row(
      RankingView.Ranked ranked, Findings.Portfolio found, int place, Phrases words) {
    AccountView account = found.accounts().get(place);
    SatisfactionResult result = found.satisfaction().get(place);
    return new Row(
        words.number(ranked.place()),
        account.name(),
        result instanceof SatisfactionView said ? words.verdict(said.verdict()) : words.why(result),
        result instanceof SatisfactionView said
            ? words.people(said.fewest(), said.most(), said.population())
            : null,
        words.number(ranked.withOpinion()),
        words.percents(ranked.share(), ranked.lowestShare(), ranked.highestShare()),
        words.number(found.openCases().getOrDefault(account.key(), 0)));
  }

  private static List<String> notes(RankingView ranking, Phrases words) {
    ReportWording report = words.report();
    List<String> notes = new ArrayList<>();
    int listed = ranking.nodes().size();
    if (listed < ranking.accounts()) {
      notes.add(report.worst(words.number(listed), words.number(ranking.accounts() - listed)));
    }
    notes.add(report.withoutAnswers(words.number(ranking.withoutAnswers())));
    notes.add(report.withheld(words.number(ranking.withheld())));
    return notes;
  }

  /** With those of the list these are all that the summary counts. */
  private static String casesElsewhere(Findings found, Phrases words) {
    int listed = found.portfolio().openCases().values().stream().mapToInt(Integer::intValue).sum();
    return words.report().casesElsewhere(words.number(found.cases().open() - listed));
  }
}
