package io.keypulse.analysis;

/** A row of the database that has a {@link Tally} among its columns. */
interface Tallied {
  String stratum();

  int population();

  int drawn();

  int extremelyDissatisfied();

  int somewhatDissatisfied();

  int noOpinion();

  int satisfiedOverall();

  int verySatisfied();

  int phone();

  default Tally tally() {
    return new Tally(
        stratum(),
        population(),
        drawn(),
        extremelyDissatisfied(),
        somewhatDissatisfied(),
        noOpinion(),
        satisfiedOverall(),
        verySatisfied(),
        phone());
  }
}
