package io.keypulse.guess;

import io.keypulse.analysis.AccountAnswers;
import io.keypulse.stats.FinitePopulation;
import io.keypulse.survey.Satisfaction;
import java.util.stream.Stream;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Name("GuessOutcome")
@Description(
    "Whether the answer in the middle of an account's people is the one that was expected.")
public enum GuessOutcome {
  @Description("At 95 % confidence more than half of them are less satisfied than expected.")
  TOO_GOOD,
  @Description("At 95 % confidence neither half of them is.")
  RIGHT,
  @Description("At 95 % confidence more than half of them are more satisfied than expected.")
  TOO_BAD,
  @Description("The interval of what they say covers both.")
  CANNOT_TELL,
  @Description("The wave promised that nobody reads single answers.")
  CONFIDENTIAL;

  private static final double LEVEL = 0.95;
  private static final double HALF = 0.5;

  static GuessOutcome of(Satisfaction expected, AccountAnswers.Given given) {
    if (given.confidential()) {
      return CONFIDENTIAL;
    }
    if (given.withOpinion() == 0) {
      return CANNOT_TELL;
    }
    FinitePopulation.Interval lower = interval(lower(expected, given), given);
    FinitePopulation.Interval higher = interval(higher(expected, given), given);
    if (lower.lowestShare() > HALF) {
      return TOO_GOOD;
    }
    if (higher.lowestShare() > HALF) {
      return TOO_BAD;
    }
    return lower.highestShare() <= HALF && higher.highestShare() <= HALF ? RIGHT : CANNOT_TELL;
  }

  private static FinitePopulation.Interval interval(int count, AccountAnswers.Given given) {
    return FinitePopulation.interval(
            count, given.withOpinion(), given.population() - given.noOpinion(), LEVEL)
        .orElseThrow();
  }

  /** How many answered that they are less satisfied than this. */
  static int lower(Satisfaction than, AccountAnswers.Given given) {
    return count(given, Stream.of(Satisfaction.values()).filter(one -> one.score < than.score));
  }

  static int higher(Satisfaction than, AccountAnswers.Given given) {
    return count(given, Stream.of(Satisfaction.values()).filter(one -> one.score > than.score));
  }

  private static int count(AccountAnswers.Given given, Stream<Satisfaction> answers) {
    return answers
        .mapToInt(
            answer ->
                switch (answer) {
                  case EXTREMELY_DISSATISFIED -> given.extremelyDissatisfied();
                  case SOMEWHAT_DISSATISFIED -> given.somewhatDissatisfied();
                  case NO_OPINION -> 0;
                  case SATISFIED_OVERALL -> given.satisfiedOverall();
                  case VERY_SATISFIED -> given.verySatisfied();
                })
        .sum();
  }
}
