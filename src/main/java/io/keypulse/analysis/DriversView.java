package io.keypulse.analysis;

import io.keypulse.survey.Aspect;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("Drivers")
@Description(
    "Which aspects go with how satisfied people are, or with who is dissatisfied (LMG: part of R², averaged over all orders). An aspect that moves with"
        + " a true driver receives a share too, however many answers there are.")
public record DriversView(
    @Description("With an opinion overall and of each two aspects, at least.") int answers,
    @Description(
            "All answers with an opinion overall. Where they are more than 100,000, so many of them are looked at: chosen by a"
                + " hash of whom they come from, the same each time.")
        int of,
    @Description("Answers without an opinion of every aspect below, of those that are looked at.")
        int incomplete,
    @Description(
            "More than a fifth is incomplete: each two aspects are compared over the answers that have both. Otherwise only"
                + " complete answers count.")
        boolean pairwise,
    @Description("Part of the variance that all aspects explain together, 0 to 1.") double rSquared,
    Certainty certainty,
    @Description("Of the resamples; the same seed gives the same places.") String seed,
    @Description("Ranks instead of scores would name other ones among the top three.")
        boolean sensitive,
    @Description("By share where places are known, else in the order of the aspects.")
        List<@NonNull Driver> drivers,
    @Description("Aspects that too few marked, or everybody alike.") List<@NonNull Aspect> leftOut)
    implements DriversResult {

  @Name("DriverOutcome")
  public enum Outcome {
    @Description("All five answers, overall and of each aspect.")
    SATISFACTION,
    @Description("Only whether somebody is dissatisfied, overall and with each aspect.")
    DISSATISFACTION
  }

  @Name("DriverCertainty")
  public enum Certainty {
    @Description("60 to 199 answers: which are among the top three, in no order.")
    TOP_THREE,
    @Description("200 answers or more: places, each with a range.")
    PLACES
  }

  @Name("DriverQuadrant")
  @Description("Importance against performance, divided at the means.")
  public enum Quadrant {
    @Description("Important, and many are dissatisfied.")
    FIX_FIRST,
    @Description("Important, and few are dissatisfied.")
    KEEP_UP,
    @Description("Less important, and many are dissatisfied.")
    LATER,
    @Description("Less important, and few are dissatisfied.")
    ENOUGH,
    @Description("Its range crosses a line.")
    UNDECIDED
  }

  @Name("Driver")
  public record Driver(
      Aspect aspect,
      boolean amongTopThree,
      @Description("From 1; absent where only the top three can be told.") Optional<Integer> place,
      @Description("Of 90 % of the resamples.") Optional<Integer> bestPlace,
      Optional<Integer> worstPlace,
      @Description("Part of R², 0 to 1; absent where only the top three can be told.")
          Optional<Double> share,
      @Description("The same by Johnson's relative weights, as a check.")
          Optional<Double> relativeWeightShare,
      ShareResult dissatisfied,
      Quadrant quadrant) {}
}
