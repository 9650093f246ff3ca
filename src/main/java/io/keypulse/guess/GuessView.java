package io.keypulse.guess;

import io.keypulse.analysis.AccountAnswers;
import io.keypulse.platform.GlobalId;
import io.keypulse.survey.Satisfaction;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.jspecify.annotations.Nullable;

@Name("AccountGuess")
@Description("What a manager expected of an account before anybody of it answered, and what came.")
public record GuessView(
    @Id String id,
    @Description("The answer that was expected in the middle of the account's people.")
        Satisfaction expected,
    OffsetDateTime guessedAt,
    GuessOutcome outcome,
    @Description("What was answered until now; absent for confidential waves.")
        Optional<Result> result,
    @Description("Counts its changes; name it as expectedVersion when you change it.") int version,
    @Ignore int guessedByKey,
    @Ignore int waveKey) {
  public static final String TYPE = "AccountGuess";

  @Name("GuessResult")
  public record Result(
      @Description("People who could have been drawn, without those who have no opinion.")
          int population,
      int withOpinion,
      @Description("Less satisfied than expected.") int lower,
      @Description("More satisfied than expected.") int higher) {}

  static GuessView of(Guesses.Guess guess, AccountAnswers.@Nullable Given given) {
    Satisfaction expected = Satisfaction.of(guess.expected());
    return new GuessView(
        GlobalId.of(TYPE, guess.id()),
        expected,
        guess.guessedAt().atOffset(ZoneOffset.UTC),
        given == null ? GuessOutcome.CANNOT_TELL : GuessOutcome.of(expected, given),
        Optional.ofNullable(given).filter(one -> !one.confidential()).map(one -> of(expected, one)),
        guess.version(),
        guess.guessedBy(),
        guess.waveId());
  }

  private static Result of(Satisfaction expected, AccountAnswers.Given given) {
    return new Result(
        given.population() - given.noOpinion(),
        given.withOpinion(),
        GuessOutcome.lower(expected, given),
        GuessOutcome.higher(expected, given));
  }
}
