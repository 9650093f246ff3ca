package io.keypulse.analysis;

import io.keypulse.survey.Satisfaction;

/**
 * How many stood in the frame, were drawn, and gave each of the five answers.
 *
 * @param phone answers given by telephone
 */
record Tally(
    String stratum,
    int population,
    int drawn,
    int extremelyDissatisfied,
    int somewhatDissatisfied,
    int noOpinion,
    int satisfiedOverall,
    int verySatisfied,
    int phone) {
  static final Tally NOTHING = new Tally("", 0, 0, 0, 0, 0, 0, 0, 0);

  int answered() {
    return withOpinion() + noOpinion;
  }

  int withOpinion() {
    return dissatisfied() + satisfied();
  }

  int dissatisfied() {
    return extremelyDissatisfied + somewhatDissatisfied;
  }

  int satisfied() {
    return satisfiedOverall + verySatisfied;
  }

  /** Those who have an opinion or may have one. */
  int possible() {
    return population - noOpinion;
  }

  int of(Satisfaction answer) {
    return switch (answer) {
      case VERY_SATISFIED -> verySatisfied;
      case SATISFIED_OVERALL -> satisfiedOverall;
      case NO_OPINION -> noOpinion;
      case SOMEWHAT_DISSATISFIED -> somewhatDissatisfied;
      case EXTREMELY_DISSATISFIED -> extremelyDissatisfied;
    };
  }

  /** Without so many who gave this answer: they count as silent. */
  Tally without(Satisfaction answer, int people) {
    return new Tally(
        stratum,
        population,
        drawn,
        extremelyDissatisfied - (answer == Satisfaction.EXTREMELY_DISSATISFIED ? people : 0),
        somewhatDissatisfied - (answer == Satisfaction.SOMEWHAT_DISSATISFIED ? people : 0),
        noOpinion - (answer == Satisfaction.NO_OPINION ? people : 0),
        satisfiedOverall - (answer == Satisfaction.SATISFIED_OVERALL ? people : 0),
        verySatisfied - (answer == Satisfaction.VERY_SATISFIED ? people : 0),
        phone);
  }

  Tally plus(Tally other) {
    return new Tally(
        stratum,
        population + other.population,
        drawn + other.drawn,
        extremelyDissatisfied + other.extremelyDissatisfied,
        somewhatDissatisfied + other.somewhatDissatisfied,
        noOpinion + other.noOpinion,
        satisfiedOverall + other.satisfiedOverall,
        verySatisfied + other.verySatisfied,
        phone + other.phone);
  }
}
