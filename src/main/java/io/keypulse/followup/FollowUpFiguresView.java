package io.keypulse.followup;

import io.keypulse.stats.ClusteredSample;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("FollowUpFigures")
@Description(
    "How well the loop is closed, over the cases opened in a period; and which of the scope wait today.")
public record FollowUpFiguresView(
    @Description("Opened in the period.") int cases,
    @Description(
            "On which somebody still has to act today, whenever they were opened: as many as followUps(filter: {open: true}) of the same accounts.")
        int open,
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
      @Description("In how many cases it has come to that.") int n,
      @Description(
              "By which half of all cases have come to that (Kaplan and Meier: those that wait count as long as they have waited); absent until half have. Elapsed hours, nights and weekends included.")
          Optional<Double> medianHours) {}

  @Name("FollowUpClimbedPast")
  public record ClimbedPast(int times, int cases, @Ignore int personKey) {}

  @Name("FollowUpRecovery")
  @Description("What customers said when they were last asked whether it is mended, by cases.")
  public record Recovery(
      int recovered,
      int notRecovered,
      @Description("No opinion, or no answer in time.") int unproven,
      @Description("May still be answered.") int awaited,
      @Description(
              "recovered / (recovered + notRecovered), 0 to 1; absent where nobody said either.")
          Optional<Double> share,
      @Description(
              "At 0.95 after Korn and Graubard: cases of one account come together, and all stand for a process that goes on; absent for one account.")
          Optional<RecoveryInterval> interval) {
    private static final double LEVEL = 0.95;

    static Recovery of(FollowUpFigures.Counts counts, List<FollowUpFigures.LastWords> said) {
      int recovered = said.stream().mapToInt(FollowUpFigures.LastWords::recovered).sum();
      int notRecovered = said.stream().mapToInt(FollowUpFigures.LastWords::notRecovered).sum();
      return new Recovery(
          recovered,
          notRecovered,
          counts.unproven(),
          counts.awaited(),
          said.isEmpty()
              ? Optional.empty()
              : Optional.of((double) recovered / (recovered + notRecovered)),
          interval(said));
    }

    private static Optional<RecoveryInterval> interval(List<FollowUpFigures.LastWords> said) {
      List<ClusteredSample.Cluster> accounts =
          said.stream().map(words -> cluster(words.recovered(), words.notRecovered())).toList();
      return new ClusteredSample(accounts, accounts.size())
          .ultimateCluster()
          .optional()
          .flatMap(share -> share.kornGraubard(LEVEL).optional())
          .map(range -> new RecoveryInterval(range.lower(), range.upper()));
    }

    private static ClusteredSample.Cluster cluster(int recovered, int notRecovered) {
      double[] marks = new double[recovered + notRecovered];
      Arrays.fill(marks, 0, recovered, 1);
      return new ClusteredSample.Cluster(marks.length, marks);
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
