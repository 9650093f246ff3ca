package io.keypulse.followup;

import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.apache.commons.statistics.interval.Interval;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("FollowUpFigures")
@Description("How well the loop is closed, over the cases opened in a period.")
public record FollowUpFiguresView(
    int cases,
    @Description("On which somebody still has to act.") int open,
    @Description("Those by their age today, the youngest first.") List<@NonNull Age> openByAge,
    @Description("From opening to the first acknowledgement.") Duration toAcknowledge,
    @Description("From opening to reaching the customer.") Duration toContact,
    @Description(
            "Whom cases climbed past because a task was overdue, the most often first; 100 at most.")
        List<@NonNull ClimbedPast> climbedPast,
    Recovery recovery,
    @Description("By how many accounts, the most first; cases without a cause are not among them.")
        List<@NonNull CauseShare> causes) {

  @Name("FollowUpAge")
  public record Age(
      @Description("In whole days, included.") int fromDays,
      @Description("Excluded; absent for the oldest.") Optional<Integer> beforeDays,
      int cases) {}

  @Name("FollowUpDuration")
  public record Duration(
      @Description("Of how many cases.") int n,
      @Description("Elapsed hours, nights and weekends included; absent when n is 0.")
          Optional<Double> medianHours) {}

  @Name("FollowUpClimbedPast")
  public record ClimbedPast(int times, int cases, @Ignore int personKey) {}

  @Name("FollowUpRecovery")
  @Description("What customers said when they were asked whether it is mended.")
  public record Recovery(
      int recovered,
      int notRecovered,
      @Description("No opinion, or no answer in time.") int unproven,
      @Description("May still be answered.") int awaited,
      @Description(
              "recovered / (recovered + notRecovered), 0 to 1; absent where nobody said either.")
          Optional<Double> share,
      @Description(
              "Wilson score interval at 0.95: the customers who answered stand for a process that goes on.")
          Optional<RecoveryInterval> interval) {
    private static final double ALPHA = 0.05;

    static Recovery of(FollowUpFigures.Counts counts) {
      int said = counts.recovered() + counts.notRecovered();
      Optional<Interval> interval =
          said == 0
              ? Optional.empty()
              : Optional.of(
                  BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(
                      said, counts.recovered(), ALPHA));
      return new Recovery(
          counts.recovered(),
          counts.notRecovered(),
          counts.unproven(),
          counts.awaited(),
          said == 0 ? Optional.empty() : Optional.of((double) counts.recovered() / said),
          interval.map(one -> new RecoveryInterval(one.getLowerBound(), one.getUpperBound())));
    }
  }

  @Name("FollowUpRecoveryInterval")
  @Description("Shares, 0 to 1.")
  public record RecoveryInterval(double lowest, double highest) {}

  @Name("FollowUpCauseShare")
  public record CauseShare(
      FollowUpWorkView.Cause cause,
      int accounts,
      int cases,
      @Description(
              "accounts / the sum over all causes, this one and those before it together, 0 to 1.")
          double cumulativeShare) {}
}
