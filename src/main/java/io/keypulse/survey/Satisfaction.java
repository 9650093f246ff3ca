package io.keypulse.survey;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;

@Description(
    "The five answers. NO_OPINION is no midpoint: it is never averaged and stands apart in every figure.")
public enum Satisfaction {
  VERY_SATISFIED(5),
  SATISFIED_OVERALL(4),
  NO_OPINION(3),
  SOMEWHAT_DISSATISFIED(2),
  EXTREMELY_DISSATISFIED(1);

  public final int score;

  Satisfaction(int score) {
    this.score = score;
  }

  public static Optional<Satisfaction> of(String score) {
    return Arrays.stream(values())
        .filter(level -> Integer.toString(level.score).equals(score))
        .findFirst();
  }

  /** The level of a score from 1 to 5, as the database keeps it. */
  public static Satisfaction of(int score) {
    return values()[values().length - score];
  }

  /** SQL for the name of the level with this score, which is SQL too. */
  public static String nameInSql(String score) {
    String names =
        Arrays.stream(values())
            .sorted(Comparator.comparingInt(level -> level.score))
            .map(Satisfaction::name)
            .collect(joining(","));
    return "(cast('{%s}' as text[]))[%s]".formatted(names, score);
  }

  public boolean isDissatisfied() {
    return score <= 2;
  }

  public boolean isSatisfied() {
    return score >= 4;
  }
}
