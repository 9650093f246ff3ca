package io.keypulse.analysis;

import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;

@Name("BuyersAgainstUsers")
@Description(
    "Buyers and users, account by account: of every account with an opinion of both, the mean of its users less the mean of its"
        + " buyers, in points of the scale from 1 to 5.")
public record BuyersAndUsersView(
    @Description("n: accounts in which buyers and users both have an opinion.") int accounts,
    @Description("In which users are less satisfied.") int usersWorse,
    @Description("In which buyers are.") int buyersWorse,
    Direction direction,
    @Description(
            "Of users less buyers, in points: negative where users are less satisfied; from six accounts on.")
        Optional<Double> meanGap,
    @Description(
            "Two-sided, the binomial test of how many go one way and how many the other; from six accounts on.")
        Optional<Double> signP,
    @Description(
            "Two-sided, Wilcoxon's signed rank, exact given the ties up to 200 accounts that differ, by which direction is told; for"
                + " all scopes that the request compares. From six accounts on.")
        Optional<Double> signedRankP,
    @Ignore Scope scope)
    implements BuyersAndUsersResult {

  @Name("GapDirection")
  public enum Direction {
    USERS_WORSE,
    BUYERS_WORSE,
    CANNOT_TELL
  }

  @Name("BuyersAndUsersOfAccount")
  public record Pair(
      @Description("Mean of its buyers with an opinion, 1 to 5.") double buyers,
      @Description("Mean of its users with an opinion, 1 to 5.") double users,
      @Ignore int accountKey) {}
}
