package io.keypulse.guess;

import io.keypulse.stats.ProportionInterval;
import io.keypulse.stats.Range;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Name("GuessRecord")
@Description("How right somebody's guesses were, over the accounts that this viewer sees.")
public record GuessRecordView(
    int guesses,
    @Description("n: guesses of which the answers tell whether they were right.") int told,
    Part tooGood,
    Part right,
    Part tooBad) {
  private static final double LEVEL = 0.95;

  @Name("GuessShare")
  @Description("Of the guesses that were told; Wilson's score interval at 0.95.")
  public record Part(
      int count,
      @Description("0 to 1; absent where nothing was told.") Optional<Double> share,
      Optional<Double> lowest,
      Optional<Double> highest) {
    static Part of(int count, int told) {
      Optional<Range> interval = ProportionInterval.wilson(count, told, LEVEL).optional();
      return new Part(
          count,
          told == 0 ? Optional.empty() : Optional.of((double) count / told),
          interval.map(Range::lower),
          interval.map(Range::upper));
    }
  }

  static GuessRecordView of(List<GuessOutcome> outcomes) {
    int tooGood = count(outcomes, GuessOutcome.TOO_GOOD);
    int right = count(outcomes, GuessOutcome.RIGHT);
    int tooBad = count(outcomes, GuessOutcome.TOO_BAD);
    int told = tooGood + right + tooBad;
    return new GuessRecordView(
        outcomes.size(), told, Part.of(tooGood, told), Part.of(right, told), Part.of(tooBad, told));
  }

  private static int count(List<GuessOutcome> outcomes, GuessOutcome outcome) {
    return (int) outcomes.stream().filter(one -> one == outcome).count();
  }
}
