package io.keypulse.report;

import io.keypulse.account.AccountView;
import io.keypulse.analysis.AnswersQualityResult;
import io.keypulse.analysis.AspectView;
import io.keypulse.analysis.DissatisfactionView;
import io.keypulse.analysis.MoneyResult;
import io.keypulse.analysis.PulseResult;
import io.keypulse.analysis.RankingResult;
import io.keypulse.analysis.SatisfactionResult;
import io.keypulse.analysis.SatisfactionView;
import io.keypulse.analysis.VerdictCount;
import io.keypulse.followup.FollowUpFiguresView;
import io.keypulse.platform.LineScope;
import io.keypulse.platform.Period;
import io.keypulse.response.OutcomeRatesView;
import io.keypulse.staff.EmployeeView;
import io.keypulse.survey.SurveyProgramView;
import io.keypulse.wave.WaveView;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What all rooms say of a manager's accounts.
 *
 * @param wave the newest that was asked about
 * @param complaining accounts of each aspect, where they are few
 * @param outcome what became of those who were drawn of theirs
 * @param everyone the same over all accounts that the reader sees
 * @param quality how theirs were given
 */
record Findings(
    EmployeeView manager,
    LineScope line,
    @Nullable Period period,
    WaveView wave,
    SurveyProgramView program,
    DissatisfactionView theirs,
    OutcomeRatesView outcome,
    DissatisfactionView everyone,
    AnswersQualityResult quality,
    List<AspectView> aspects,
    List<List<AccountView>> complaining,
    Course course,
    Portfolio portfolio,
    MoneyResult money,
    FollowUpFiguresView cases) {

  /**
   * @param waves of the pulse's points, in their order
   * @param baseline what its limits are made of, the oldest first
   */
  record Course(PulseResult pulse, List<WaveView> waves, List<WaveView> baseline) {}

  /**
   * @param verdicts on all that may be told of, whether the ranking ends before them or not; empty
   *     where there is none
   * @param accounts of the ranking, in its order
   * @param satisfaction of each of them
   * @param openCases by account; absent for none
   */
  record Portfolio(
      RankingResult ranking,
      List<VerdictCount> verdicts,
      List<AccountView> accounts,
      List<SatisfactionResult> satisfaction,
      Map<Integer, Integer> openCases) {

    /** Those that may be shown. */
    List<SatisfactionView> told() {
      return satisfaction.stream()
          .filter(SatisfactionView.class::isInstance)
          .map(SatisfactionView.class::cast)
          .toList();
    }
  }
}
