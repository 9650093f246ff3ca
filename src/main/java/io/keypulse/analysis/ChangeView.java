package io.keypulse.analysis;

import io.keypulse.survey.Aspect;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("Change")
@Description(
    "Whether more accounts are dissatisfied than in as many waves of the same programs before, or more people where one of both is"
        + " confidential. Each account counts once, by the share dissatisfied of its people with an opinion, so that asking more"
        + " people changes nothing. Of everything that one request calls a change at"
        + " most a tenth is expected to be chance (Benjamini and Hochberg; changes of several scopes in one request have equal parts of"
        + " the tenth).")
public record ChangeView(
    @Description(
            "The same accounts in both; absent below ten, and below thirty where of any some people are dissatisfied and some are"
                + " not.")
        Optional<Comparison> sameAccounts,
    @Description(
            "Accounts that answered in one of both only; absent below ten on a side, or thirty likewise, and where they were not"
                + " all as likely to be heard: then, of one wave each, every account counts by the inverse of its chance to be heard"
                + " then only, and those that could not have been heard the other time only are left out.")
        Optional<Comparison> differentAccounts,
    @Description(
            "Where one of both is confidential, instead of accounts: who is dissatisfied of those who answered, as if nobody had"
                + " answered both times; absent where one of both has no share.")
        Optional<Comparison> people,
    @Description(
            "Whether accounts answer worse over the whole scale, and not only whether more are dissatisfied: the same accounts where ten"
                + " were heard both times, else all; absent below ten before and now, but where accounts of one voice each are five to"
                + " nine on one side only, and where one of both is confidential. Who has no opinion is not in it.")
        Optional<WholeScale> wholeScale,
    @Description(
            "The same accounts by aspect, where ten or more rated it in both, or thirty likewise; people where one of both is"
                + " confidential.")
        List<@NonNull OfAspect> byAspect,
    @Description("How many comparisons were made.") int compared,
    @Description("How many of them stand as a change.") int standing,
    @Description(
            "How much of the difference between all accounts that were heard before and all that are heard now comes from other"
                + " accounts having answered, in shares; from 30 accounts on.")
        Optional<Double> onlyWhoAnswered,
    @Ignore List<Integer> beforeKeys)
    implements ChangeResult {

  @Name("Direction")
  public enum Direction {
    @Description("More are dissatisfied.")
    UP,
    @Description("Fewer are dissatisfied.")
    DOWN,
    CANNOT_TELL
  }

  @Name("ComparisonMethod")
  public enum Method {
    @Description(
        "McNemar's exact test, Newcombe's paired interval: in every account all people say the same, as where one answers each.")
    PAIRED,
    @Description(
        "The mean of the differences of each account, with t over accounts; its error is at least what the lot of who answered"
            + " would make of accounts that have not changed.")
    PAIRED_MEANS,
    @Description(
        "Fisher's or Boschloo's exact test, Newcombe's score interval: in every account all people say the same.")
    INDEPENDENT,
    @Description(
        "The difference of the means over accounts, by their chances where these differ, with Welch's t; their errors are at least what the lot would make of accounts"
            + " that are all alike.")
    INDEPENDENT_MEANS,
    @Description(
        "The difference of both shares as they are told, with Zou and Donner's interval from theirs.")
    OF_SHARES
  }

  @Name("Comparison")
  public record Comparison(
      Direction direction,
      Method method,
      @Description("Accounts in which somebody was dissatisfied, or dissatisfied people, before.")
          int before,
      int beforeOf,
      @Description("The mean share dissatisfied of these accounts, or that of people; from 30 on.")
          Optional<Double> beforeShare,
      @Description("Accounts in which somebody is dissatisfied, or dissatisfied people, now.")
          int now,
      int nowOf,
      @Description("As beforeShare.") Optional<Double> nowShare,
      @Description(
              "nowShare less beforeShare, positive where there are more now; from 30 accounts on.")
          Optional<Double> difference,
      Optional<Double> lowest,
      Optional<Double> highest,
      @Description("For all that the request compares.") double adjustedP) {}

  @Name("ScaleMethod")
  public enum ScaleMethod {
    @Description(
        "Of the same accounts: the rank test of Munzel and Brunner for pairs, each account by the places of its people.")
    BRUNNER_MUNZEL_PAIRED,
    @Description(
        "Brunner and Munzel over accounts, each by the places of its people; what accounts say that were heard both times is no"
            + " independent witness.")
    BRUNNER_MUNZEL,
    @Description("Of all ways to deal the answers anew to before and now, by the sum of ranks.")
    PERMUTATION
  }

  @Name("ScaleComparison")
  public record WholeScale(
      @Description("UP where answers are worse now, DOWN where they are better.")
          Direction direction,
      ScaleMethod method,
      @Description("n1: accounts before.") int before,
      @Description("n2: accounts now.") int now,
      @Description(
              "That somebody of an account drawn at random now answers worse than somebody of one before, and half of that they answer"
                  + " the same; 0 to 1, 0.5 where nothing has changed. From 30 accounts on.")
          Optional<Double> probabilityWorse,
      @Description("At 95 %; absent where the method has no interval.") Optional<Double> lowest,
      Optional<Double> highest,
      @Description("For all that the request compares.") double adjustedP) {}

  @Name("AspectComparison")
  public record OfAspect(Aspect aspect, Comparison comparison) {}
}
