package io.keypulse.report;

import io.keypulse.analysis.AnswersQualityView;
import io.keypulse.analysis.AspectView;
import io.keypulse.analysis.DissatisfactionView;
import io.keypulse.analysis.MoneyView;
import io.keypulse.analysis.RankingView;
import io.keypulse.analysis.ShareView;
import io.keypulse.analysis.Verdict;
import io.keypulse.analysis.VerdictCount;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a report says in short, and how it was counted. */
final class Summary {
  private Summary() {}

  static List<String> of(Findings found, Phrases words) {
    ReportWording report = words.report();
    List<String> sentences = new ArrayList<>();
    sentences.add(asked(found.theirs(), words));
    found.outcome().rr4().ifPresent(rate -> sentences.add(responded(found.theirs(), rate, words)));
    sentences.add(report.people(words.said(found.theirs().dissatisfied())));
    sentences.add(report.accounts(words.said(found.theirs().dissatisfiedAccounts())));
    if (!found.aspects().isEmpty()) {
      sentences.add(foremost(found.aspects(), words));
    }
    if (found.portfolio().ranking() instanceof RankingView ranking) {
      if (ranking.accounts() > 0) {
        sentences.add(verdicts(ranking, found.portfolio().verdicts(), words));
      }
      if (ranking.withheld() > 0) {
        sentences.add(report.withheld(words.number(ranking.withheld())));
      }
    }
    sentences.add(money(found, words));
    sentences.add(report.openCases(words.number(found.cases().open())));
    return sentences;
  }

  private static String asked(DissatisfactionView of, Phrases words) {
    String drawn = words.number(of.drawn());
    String population = words.number(of.population());
    String answered = words.number(of.answered());
    if (of.drawn() == of.population()) {
      return of.noOpinion()
          .map(none -> words.report().everybody(population, answered, words.number(none)))
          .orElseGet(() -> words.report().everybodyOnly(population, answered));
    }
    return of.noOpinion()
        .map(none -> words.report().asked(drawn, population, answered, words.number(none)))
        .orElseGet(() -> words.report().askedOnly(drawn, population, answered));
  }

  private static String responded(DissatisfactionView of, double rate, Phrases words) {
    String share = words.percent(rate);
    String phone = words.number(of.answeredByPhone());
    String answered = words.number(of.answered());
    return of.waveCount() == 1
        ? words.report().responded(share, phone, answered)
        : words.report().respondedInWaves(share, phone, answered);
  }

  /** Those in the first place, which may be several. */
  private static String foremost(List<AspectView> aspects, Phrases words) {
    AspectView first = aspects.getFirst();
    if (first.people() == 0) {
      return words.report().noComplaints();
    }
    String foremost =
        words.listed(
            aspects.stream()
                .filter(one -> one.place() == 1)
                .map(one -> words.aspect(one.aspect())));
    return first
        .accounts()
        .map(accounts -> words.report().foremost(words.number(accounts), foremost))
        .orElseGet(() -> words.report().foremostOfPeople(words.number(first.people()), foremost));
  }

  private static String verdicts(RankingView of, List<VerdictCount> verdicts, Phrases words) {
    int all = accounts(verdicts, any -> true);
    int unhealthy = accounts(verdicts, Verdict::isUnhealthy);
    int healthy = accounts(verdicts, Verdict::isHealthy);
    return words
        .report()
        .verdicts(
            words.number(all),
            words.number(unhealthy),
            words.number(healthy),
            words.number(all - unhealthy - healthy),
            words.number(of.withoutAnswers()));
  }

  private static int accounts(List<VerdictCount> verdicts, Predicate<Verdict> which) {
    return verdicts.stream()
        .filter(one -> which.test(one.verdict()))
        .mapToInt(VerdictCount::accounts)
        .sum();
  }

  private static String money(Findings found, Phrases words) {
    if (!(found.money() instanceof MoneyView money)) {
      return words.report().noMoney(words.why(found.money()));
    }
    String said =
        words
            .report()
            .money(
                words.day(money.from()),
                words.day(money.to()),
                words.money(money.revenueAtRisk()),
                words.money(money.revenue()),
                words.percent(money.share()),
                words.percent(money.lowestShare()),
                words.percent(money.highestShare()));
    return words.sentence(money.wide() ? words.report().wideMoney(said) : said);
  }

  static List<String> method(Findings found, Phrases words) {
    ReportWording report = words.report();
    String methods =
        words.listed(
            Stream.concat(
                    Stream.of(
                        found.theirs().dissatisfied(),
                        found.theirs().dissatisfiedAccounts(),
                        found.everyone().dissatisfied()),
                    found.aspects().stream().map(AspectView::dissatisfied))
                .filter(ShareView.class::isInstance)
                .map(share -> words.method(((ShareView) share).method()))
                .distinct());
    List<String> sentences = new ArrayList<>();
    sentences.add(report.methodShares());
    sentences.add(report.methodIntervals(methods.isEmpty() ? report.none() : methods));
    found.portfolio().told().stream()
        .findFirst()
        .ifPresent(one -> sentences.add(report.methodAccounts(words.percent(one.unhealthyFrom()))));
    if (found.quality() instanceof AnswersQualityView given && given.check() > 0) {
      sentences.add(
          report.methodQuality(
              words.number(given.check()),
              words.number(given.answered()),
              words.said(given.dissatisfiedWithoutCheck())));
    }
    sentences.add(report.methodWords());
    return sentences;
  }
}
