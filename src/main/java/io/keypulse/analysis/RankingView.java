package io.keypulse.analysis;

import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("Ranking")
@Description(
    "Accounts, each judged by its own answers in the light of those of all accounts that this viewer sees: few answers"
        + " are drawn towards the mean, so that chance does not lead the list. Accounts that are withheld have no part in any of"
        + " its numbers; Suppressed where all are.")
public record RankingView(
    Order order,
    @Description(
            "Mean share dissatisfied of all accounts that this viewer sees and that are not withheld, 0 to 1: each that was heard counts by the inverse of its chance to be, as far as strata, the number of its people and the cap of an account made these chances; of confidential waves all alike.")
        double mean,
    @Description("As many answers of one account weigh as much as what all the others say.")
        double priorWeight,
    @Description("The worst first, no more than were asked for.") List<@NonNull Ranked> nodes,
    @Description("How many accounts are ranked in all: with answers, and not withheld.")
        int accounts,
    @Description(
            "Accounts of the scope in which nobody with an opinion has answered, without those that are withheld.")
        int withoutAnswers,
    @Description("Accounts that are left out because their answers are confidential.") int withheld,
    @Ignore List<ToldAccounts.Alike> told)
    implements RankingResult {

  @Name("RankingOrder")
  public enum Order {
    @Description(
        "By the probability to be worse than the mean of all accounts that this viewer sees.")
    SHRUNKEN,
    @Description("By the plain share of the answers: chance leads this list where answers are few.")
    RAW
  }

  @Name("RankedAccount")
  public record Ranked(
      @Description("From 1; equal ones share a place.") int place,
      int dissatisfied,
      int withOpinion,
      @Description("People of the account with a possible opinion.") int population,
      @Description("Shrunken share dissatisfied, 0 to 1.") double share,
      double lowestShare,
      double highestShare,
      @Description("How much its own answers count in that, 0 to 1.") double ownWeight,
      @Description(
              "The probability that its share is above mean, 0 to 1: worse than all accounts that this viewer sees, whatever part of them"
                  + " the scope is.")
          double probabilityWorse,
      @Ignore int accountKey) {}
}
