package io.keypulse.stats;

/**
 * What became of everybody who was asked, and the rates of it.
 *
 * <p>Source: AAPOR, Standard Definitions. RR1 = I/(I+P+R+NC+O+U); RR2 adds P on top; RR3 and RR4
 * take e·U for U; RR5 and RR6 leave U out; e = known eligible / (known eligible + NE). All are
 * shares, 0 to 1; without anybody to divide by they are undefined. Reference case 19.
 *
 * @param complete I
 * @param partial P
 * @param refused R: declined, broke off, opted out
 * @param noContact NC: delivered, and silent
 * @param other O: could not answer
 * @param unknown U: not known whether the person is there, or got the mail
 * @param notEligible NE: known to have left, or no customer any more
 */
public record OutcomeRates(
    int complete,
    int partial,
    int refused,
    int noContact,
    int other,
    int unknown,
    int notEligible) {

  public OutcomeRates {
    if (Math.min(
            Math.min(Math.min(complete, partial), Math.min(refused, noContact)),
            Math.min(Math.min(other, unknown), notEligible))
        < 0) {
      throw new IllegalArgumentException("negative count");
    }
  }

  private double interviewed() {
    return (double) complete + partial;
  }

  private double known() {
    return interviewed() + refused + noContact + other;
  }

  /** The part of the unknown that is taken as eligible. */
  public Outcome<Double> eligible() {
    return ratio(known(), known() + notEligible);
  }

  public Outcome<Double> rr1() {
    return ratio(complete, known() + unknown);
  }

  public Outcome<Double> rr2() {
    return ratio(interviewed(), known() + unknown);
  }

  public Outcome<Double> rr3() {
    return ratio(complete, withEligible());
  }

  public Outcome<Double> rr4() {
    return ratio(interviewed(), withEligible());
  }

  public Outcome<Double> rr5() {
    return ratio(complete, known());
  }

  public Outcome<Double> rr6() {
    return ratio(interviewed(), known());
  }

  public Outcome<Double> coop1() {
    return ratio(complete, interviewed() + refused + other);
  }

  public Outcome<Double> coop2() {
    return ratio(interviewed(), interviewed() + refused + other);
  }

  public Outcome<Double> coop3() {
    return ratio(complete, interviewed() + refused);
  }

  public Outcome<Double> coop4() {
    return ratio(interviewed(), interviewed() + refused);
  }

  public Outcome<Double> ref1() {
    return ratio(refused, known() + unknown);
  }

  public Outcome<Double> ref2() {
    return ratio(refused, withEligible());
  }

  public Outcome<Double> ref3() {
    return ratio(refused, known());
  }

  public Outcome<Double> con1() {
    return ratio(contacted(), known() + unknown);
  }

  public Outcome<Double> con2() {
    return ratio(contacted(), withEligible());
  }

  public Outcome<Double> con3() {
    return ratio(contacted(), known());
  }

  private double contacted() {
    return interviewed() + refused + other;
  }

  private double withEligible() {
    return known() + eligible().map(e -> e * unknown).optional().orElse(0.0);
  }

  private static Outcome<Double> ratio(double part, double whole) {
    return whole == 0 ? Outcome.undefined(Outcome.Reason.NOBODY_ASKED) : Outcome.of(part / whole);
  }
}
