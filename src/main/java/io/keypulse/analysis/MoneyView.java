package io.keypulse.analysis;

import io.keypulse.platform.Money;
import io.keypulse.survey.Aspect;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("MoneyAtRisk")
@Description(
    "Revenue of the accounts that answered, each account's by the part of its people who are dissatisfied. Credits count as"
        + " less, and an account below zero as nothing.")
public record MoneyView(
    @Description("Purchases from this day on.") LocalDate from,
    LocalDate to,
    @Description("That stands with the dissatisfied: share, of revenue.") Money revenueAtRisk,
    @Description("Of all accounts that answered with an opinion.") Money revenue,
    @Description(
            "Gross profit that stands with the dissatisfied, of lines whose cost is known; absent where grossProfitWithheld says why.")
        Optional<Money> grossProfitAtRisk,
    @Description("Of all gross profit of those lines; absent where grossProfitWithheld says why.")
        Optional<ShareOfProfit> grossProfitShare,
    @Description(
            "Why nothing is told of gross profit: it takes ten accounts with any of it, and of 30 or more an interval of at most 30"
                + " points. NO_REVENUE where no cost is known.")
        Optional<InsufficientData> grossProfitWithheld,
    @Description(
            "revenueAtRisk / revenue, 0 to 1: each account by its revenue, and by the inverse of its chance to be drawn.")
        double share,
    @Description("0.95") double level,
    @Description(
            "Korn and Graubard over accounts, in two stages: who was not heard, among accounts and inside of them, is part of the doubt.")
        double lowestShare,
    double highestShare,
    ShareView.Method method,
    @Description("n: accounts with an opinion and revenue.") int accounts,
    @Description(
            "N: accounts in the frame, without those in which everybody said that they have no opinion; what those bought that did not answer is in no amount.")
        int population,
    @Description("How many accounts of equal revenue the figure is worth.")
        double effectiveAccounts,
    @Description(
            "More than ten points of fewer than 30 accounts, or worth fewer, or more than 30 points: not for comparing.")
        boolean wide,
    @Description("Currencies of purchases for which no rate is known; they are in no figure.")
        List<@NonNull String> withoutRate,
    @Ignore Basis basis)
    implements MoneyResult {

  /**
   * What figures of aspects stand on.
   *
   * @param asked accounts
   * @param answered each that did, whether or not somebody has an opinion overall
   */
  public record Basis(Scope scope, int asked, Map<Integer, Bought> answered) {}

  /**
   * @param inFrame people of the account
   * @param chance that any of them was drawn
   */
  public record Bought(double revenue, int inFrame, double chance) {}

  @Name("ShareOfProfit")
  public record ShareOfProfit(
      @Description("Gross profit of all accounts that answered with an opinion.") Money grossProfit,
      @Description("0 to 1.") double share,
      double lowestShare,
      double highestShare,
      @Description("With an opinion and gross profit.") int accounts,
      @Description("How many accounts of equal profit it is worth.") double effectiveAccounts,
      @Description(
              "More than ten points of fewer than 30 accounts, or worth fewer, or more than 30 points: not for comparing.")
          boolean wide) {}

  @Name("AspectMoneyAtRisk")
  public record OfAspect(
      Aspect aspect,
      Aspect.Level level,
      @Description("From 1; equal ones share a place.") int place,
      @Description("Of accounts, each by the part of its people who are dissatisfied with it.")
          Money revenueAtRisk,
      @Description("Of the accounts that have an opinion of it.") Money revenue,
      @Description("Of the revenue of accounts that have an opinion of it, 0 to 1.") double share,
      double lowestShare,
      double highestShare,
      @Description("n: with an opinion of it and revenue.") int accounts,
      @Description("N: accounts in the frame.") int population,
      double effectiveAccounts,
      @Description(
              "More than ten points of fewer than 30 accounts, or worth fewer, or more than 30 points: not for comparing.")
          boolean wide,
      @Description(
              "What this aspect and those before have of the sum over all aspects, 0 to 1; an account may stand under several.")
          double cumulativeShare) {}

  @Name("WithheldAspectMoney")
  @Description("An aspect of which it is not told what revenue stands with who is dissatisfied.")
  public record WithheldAspect(Aspect aspect, InsufficientData why) {}
}
