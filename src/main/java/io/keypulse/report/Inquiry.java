package io.keypulse.report;

import io.keypulse.account.AccountView;
import io.keypulse.analysis.AnswersQualityApi;
import io.keypulse.analysis.AspectApi;
import io.keypulse.analysis.AspectView;
import io.keypulse.analysis.DissatisfactionApi;
import io.keypulse.analysis.DissatisfactionView;
import io.keypulse.analysis.MoneyApi;
import io.keypulse.analysis.PulseApi;
import io.keypulse.analysis.PulseResult;
import io.keypulse.analysis.PulseView;
import io.keypulse.analysis.RankingApi;
import io.keypulse.analysis.RankingResult;
import io.keypulse.analysis.RankingView;
import io.keypulse.analysis.SatisfactionApi;
import io.keypulse.followup.FollowUpFigureApi;
import io.keypulse.followup.FollowUpScope;
import io.keypulse.followup.OpenCases;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.LineScope;
import io.keypulse.platform.Period;
import io.keypulse.platform.Refused;
import io.keypulse.staff.Colleagues;
import io.keypulse.staff.EmployeeView;
import io.keypulse.survey.Surveyor;
import io.keypulse.wave.WaveView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks every room about one manager's accounts, each through its door. */
@ApplicationScoped
class Inquiry {
  static final int MOST_ACCOUNTS = 100;

  @Inject DissatisfactionApi dissatisfaction;
  @Inject AnswersQualityApi quality;
  @Inject AspectApi aspects;
  @Inject PulseApi pulse;
  @Inject RankingApi ranking;
  @Inject SatisfactionApi satisfaction;
  @Inject MoneyApi money;
  @Inject FollowUpFigureApi cases;
  @Inject OpenCases open;
  @Inject Colleagues colleagues;
  @Inject Surveyor programs;

  record Question(
      String managerId,
      LineScope line,
      @Nullable String waveId,
      @Nullable String programId,
      @Nullable Period period) {}

  Findings about(Question question) {
    DissatisfactionView theirs = figure(question, question.managerId());
    WaveView wave = dissatisfaction.wave(List.of(theirs)).getFirst();
    List<AspectView> rated = aspects.byAspect(List.of(theirs)).getFirst();
    return new Findings(
        manager(question.managerId()),
        question.line(),
        question.period(),
        wave,
        Objects.requireNonNull(programs.programs(List.of(wave.programId())).get(wave.programId())),
        theirs,
        dissatisfaction.responseRates(List.of(theirs)).getFirst(),
        figure(question, null),
        quality.quality(List.of(theirs)).getFirst(),
        rated,
        aspects.complaining(rated),
        course(pulse.pulse(List.of(theirs), null).getFirst()),
        portfolio(theirs, ranking.ranking(List.of(theirs), MOST_ACCOUNTS, null).getFirst()),
        money.moneyAtRisk(List.of(theirs), null).getFirst(),
        cases.followUpFigures(
            new FollowUpScope(null, null, null, question.managerId(), question.line()), null));
  }

  private DissatisfactionView figure(Question of, @Nullable String managerId) {
    return dissatisfaction
        .dissatisfaction(
            of.waveId(),
            of.programId(),
            of.period(),
            null,
            null,
            null,
            managerId,
            managerId == null ? null : of.line(),
            null)
        .orElseThrow(() -> Refused.notFound("waveId", "There is no such wave yet."));
  }

  private EmployeeView manager(String id) {
    int key = GlobalId.parseInt(EmployeeView.TYPE, id, "managerId");
    return Objects.requireNonNull(colleagues.byIds(List.of(key)).get(key));
  }

  private Findings.Course course(PulseResult found) {
    return found instanceof PulseView view
        ? new Findings.Course(
            found, pulse.wave(view.points()), pulse.baseline(List.of(view)).getFirst())
        : new Findings.Course(found, List.of(), List.of());
  }

  private Findings.Portfolio portfolio(DissatisfactionView of, RankingResult found) {
    List<AccountView> accounts =
        found instanceof RankingView view ? ranking.account(view.nodes()) : List.of();
    return new Findings.Portfolio(
        found,
        found instanceof RankingView view ? ranking.verdicts(List.of(view)).getFirst() : List.of(),
        accounts,
        satisfaction.satisfactionIn(of, accounts),
        open.ofAccounts(accounts.stream().map(AccountView::key).toList()));
  }
}
