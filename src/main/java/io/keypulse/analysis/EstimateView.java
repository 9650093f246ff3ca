package io.keypulse.analysis;

import io.keypulse.stats.FinitePopulation;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Name("DissatisfiedEstimate")
@Description("How many are dissatisfied among those who have an opinion, and how sure that is.")
public record EstimateView(
    @Description("x: somewhat or extremely dissatisfied.") int dissatisfied,
    @Description("n: answers with an opinion; NO_OPINION is in no share.") int withOpinion,
    @Description("N: people in the frame, without those who said that they have no opinion.")
        int population,
    @Description("x / n, 0 to 1; absent when n is 0.") Optional<Double> share,
    @Description("Absent when n is 0.") Optional<Interval> interval,
    @Description("Why there is no share.") Optional<Undefined> undefined) {

  @Name("UndefinedReason")
  public enum Undefined {
    @Description("Nobody in this scope has answered with an opinion.")
    NO_ANSWERS
  }

  @Name("IntervalMethod")
  public enum Method {
    @Description(
        "All counts K of the population that a hypergeometric test does not reject; treats those who answered as a"
            + " random sample of the frame. Exact for small populations.")
    EXACT_HYPERGEOMETRIC
  }

  @Name("DissatisfiedInterval")
  @Description("In people of the population, and as shares of it, 0 to 1.")
  public record Interval(
      Method method,
      @Description("0.95") double level,
      int lowest,
      int highest,
      double lowestShare,
      double highestShare,
      @Description("If all who did not answer are satisfied: holds without any assumption.")
          double lowestShareWhateverOthersSay,
      @Description("If all who did not answer are dissatisfied.")
          double highestShareWhateverOthersSay) {}

  private static final double LEVEL = 0.95;

  /** {@code population} counts everyone in the frame, those without an opinion too. */
  static EstimateView of(int dissatisfied, int withOpinion, int answered, int population) {
    int withPossibleOpinion = population - (answered - withOpinion);
    Optional<FinitePopulation.Interval> interval =
        FinitePopulation.interval(dissatisfied, withOpinion, withPossibleOpinion, LEVEL);
    return new EstimateView(
        dissatisfied,
        withOpinion,
        withPossibleOpinion,
        interval.map(FinitePopulation.Interval::share),
        interval.map(EstimateView::of),
        interval.isPresent() ? Optional.empty() : Optional.of(Undefined.NO_ANSWERS));
  }

  private static Interval of(FinitePopulation.Interval exact) {
    return new Interval(
        Method.EXACT_HYPERGEOMETRIC,
        exact.level(),
        exact.lowest(),
        exact.highest(),
        exact.lowestShare(),
        exact.highestShare(),
        exact.lowestShareWhateverOthersSay(),
        exact.highestShareWhateverOthersSay());
  }
}
