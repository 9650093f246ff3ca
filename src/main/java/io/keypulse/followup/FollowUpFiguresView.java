package io.keypulse.followup;

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
            "Whom cases climbed past because a task was overdue, the most often first; 100 at most. Nobody is among them because a customer said that it is not mended, or because somebody above has left.")
        List<@NonNull ClimbedPast> climbedPast,
    FollowUpRecoveryView recovery,
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

  @Name("FollowUpCauseShare")
  public record CauseShare(
      FollowUpWorkView.Cause cause,
      int accounts,
      int cases,
      @Description(
              "accounts / the sum over all causes, this one and those before it together, 0 to 1; absent below ten cases with a cause.")
          Optional<Double> cumulativeShare) {}
}
