package io.keypulse.analysis;

import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Name("Share")
@Description("How many of those who have an opinion, and how sure that is; from ten answers on.")
public record ShareView(
    Unit unit,
    @Description(
            "PEOPLE: x, those who said so. ACCOUNTS: accounts in which anybody said so; each counts by the part of its people.")
        int count,
    @Description("n: with an opinion; NO_OPINION is in no share.") int of,
    @Description("N: in the frame, without those who said that they have no opinion.")
        int population,
    @Description(
            "0 to 1; weighted by strata where the draw had any, of those of which anybody with an opinion was heard.")
        double share,
    @Description("0.95") double level,
    @Description("Of all: unheard is in it as none or all of them.") double lowestShare,
    double highestShare,
    @Description("Fewest of the population; where the method counts them.")
        Optional<Integer> lowest,
    @Description("Most of the population; where the method counts them.") Optional<Integer> highest,
    @Description(
            "If all who did not answer say the contrary: holds without any assumption. Of PEOPLE only.")
        Optional<Double> lowestShareWhateverOthersSay,
    @Description("If all who did not answer say so too. Of PEOPLE only.")
        Optional<Double> highestShareWhateverOthersSay,
    Method method,
    @Description(
            "How many answers of a large simple random sample it is worth; of strata and of unequal chances by their weights alone (Kish): never more than there are.")
        double effectiveSample,
    @Description(
            "Of the population, those who stand in strata of which nobody with an opinion was heard; 0 where each was heard.")
        int unheard,
    @Description(
            "More than ten points of fewer than 30 answers, or more than 30 points: not for comparing.")
        boolean wide)
    implements ShareResult {

  @Name("ShareUnit")
  public enum Unit {
    PEOPLE,
    ACCOUNTS
  }

  @Name("IntervalMethod")
  @Description("All treat those who answered as a random sample of those who were asked.")
  public enum Method {
    @Description(
        "All counts K of the population that a hypergeometric test does not reject; exact for small populations.")
    EXACT_HYPERGEOMETRIC,
    @Description("Wilson's score interval, for more than 10,000.")
    WILSON,
    @Description(
        "Korn and Graubard over the strata of the draw, each weighted by N / answers, those without an opinion among them. Of confidential waves strata are joined until each has as many answers as were promised, and parts no accounts that are told only together.")
    STRATIFIED,
    @Description(
        "Korn and Graubard over accounts, each with the mean of its people and by the inverse of its chance to be drawn, in two stages: people of one account are no independent witnesses, and those who are silent there are part of the doubt.")
    CLUSTERED_BY_ACCOUNT,
    @Description(
        "Of people of one wave, some of whose accounts a cap or the mails of a week left less likely to be heard: each answer by the inverse of its chance, over the strata of the draw; Korn and Graubard, and what the silent of accounts that were heard in part would say is part of the doubt.")
    WEIGHTED_BY_CHANCE,
    @Description(
        "As WEIGHTED_BY_CHANCE, but each answer alike: in confidence, where its weight would tell what single accounts said, over several waves, and without answers that are to be checked. The share leans to accounts of which more could be heard. Clopper and Pearson for as many answers of equal chances as it is worth.")
    UNWEIGHTED
  }
}
