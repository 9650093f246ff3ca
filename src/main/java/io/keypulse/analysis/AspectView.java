package io.keypulse.analysis;

import io.keypulse.survey.Aspect;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;

@Name("AspectDissatisfaction")
@Description(
    "With what people are dissatisfied, the aspect of most accounts first (Pareto); of most people where accounts are not told.")
public record AspectView(
    Aspect aspect,
    Aspect.Level level,
    @Description("From 1; equal ones share a place.") int place,
    @Description("How many marked it.") int answered,
    ShareResult dissatisfied,
    @Description("How many are dissatisfied with it.") int people,
    @Description(
            "Accounts in which anybody is dissatisfied with it; absent where answers of an account are confidential.")
        Optional<Integer> accounts,
    @Description(
            "Of the accounts in which anybody is dissatisfied with anything, 0 to 1; absent where shareOfAccountsWithheld says why.")
        Optional<Double> shareOfAccounts,
    @Description(
            "n of shareOfAccounts: accounts in which anybody is dissatisfied with anything; absent where the share is.")
        Optional<Integer> accountsWithComplaints,
    @Description("Wilson's interval at 95 %; absent where the share is.")
        Optional<Double> lowestShareOfAccounts,
    Optional<Double> highestShareOfAccounts,
    @Description("More than ten points of fewer than 30 accounts: not for comparing.")
        boolean wideShareOfAccounts,
    @Description(
            "Why there is no shareOfAccounts, where accounts are told: fewer than five of them, or of fewer than ten, are listed"
                + " (complaining); of 30 and more an interval of more than 30 points is too wide.")
        Optional<InsufficientData> shareOfAccountsWithheld,
    @Description(
            "What this aspect and those before have of all complaints, one for each account and aspect, or each person where"
                + " accounts are absent; 0 to 1. Absent below ten complaints.")
        Optional<Double> cumulativeShare,
    @Ignore Scope scope) {
  /** So that they are told one by one. */
  boolean hasFewAccounts() {
    return shareOfAccountsWithheld
        .filter(why -> why.reason() != WithheldReason.INTERVAL_TOO_WIDE)
        .isPresent();
  }

  @Name("LevelDissatisfaction")
  @Description("Of people, by the worst that they say of any aspect of a level of competition.")
  public record OfLevel(
      Aspect.Level level,
      ShareResult dissatisfied,
      @Description(
              "Accounts in which anybody is dissatisfied with it; absent where answers of an account are confidential.")
          Optional<Integer> accounts) {}
}
