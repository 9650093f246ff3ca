package io.keypulse.guess;

import io.keypulse.analysis.Disclosed;
import io.keypulse.analysis.Disclosure;
import io.keypulse.analysis.InsufficientData;
import io.keypulse.analysis.WithheldReason;
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
  @Name("GuessShare")
  @Description(
      "Of the guesses that were told; Wilson's score interval at 0.95. There is a share from ten of these on, unless 30 or more"
          + " leave it more than 30 points wide: withheld then says why.")
  public record Part(
      int count,
      @Description("0 to 1; absent where withheld says why.") Optional<Double> share,
      Optional<Double> lowest,
      Optional<Double> highest,
      @Description("More than ten points of fewer than 30 guesses: not for comparing.")
          boolean wide,
      @Description("Why there is no share.") Optional<InsufficientData> withheld) {
    static Part of(int count, int told) {
      Disclosed disclosed = Disclosure.ofIndependent(count, told, WithheldReason.TOO_FEW_ANSWERS);
      Optional<Disclosed.Share> share = disclosed.share();
      return new Part(
          count,
          share.map(Disclosed.Share::value),
          share.map(one -> one.range().lower()),
          share.map(one -> one.range().upper()),
          disclosed.wide(),
          disclosed.withheld());
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
