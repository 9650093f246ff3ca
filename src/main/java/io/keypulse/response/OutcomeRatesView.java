package io.keypulse.response;

import io.keypulse.stats.OutcomeRates;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Name("OutcomeRates")
@Description(
    "By the AAPOR Standard Definitions, 0 to 1; absent where nobody is below the line. RR1 is the least and RR6 the most"
        + " that can be said. Quote RR4 beside what is said overall, for the one question makes an answer; RR3 is of those"
        + " who marked every aspect too.")
public record OutcomeRatesView(
    @Description(
            "complete / (drawn - notEligible); absent unless tellsPartial, as are RR3 and RR5.")
        Optional<Double> rr1,
    @Description("(complete + partial) / (drawn - notEligible).") Optional<Double> rr2,
    @Description("As RR1, with the eligible part of the unknown only.") Optional<Double> rr3,
    @Description("As RR2, with the eligible part of the unknown only.") Optional<Double> rr4,
    @Description("As RR1, without the unknown.") Optional<Double> rr5,
    @Description("As RR2, without the unknown.") Optional<Double> rr6,
    @Description(
            "Which part of the unknown is taken as eligible: known eligible / (known eligible + notEligible).")
        Optional<Double> eligible,
    @Description(
            "Answered the question and marked every aspect; unless tellsPartial everybody who answered.")
        int complete,
    @Description("Answered the question and left an aspect out; 0 unless tellsPartial.")
        int partial,
    @Description(
            "Whether partial is told apart: not where answers are confidential, for who left an aspect out is part of what somebody said.")
        boolean tellsPartial,
    int refused,
    @Description("Reached, and silent.") int noContact,
    int other,
    @Description("Not sent, or not known to have arrived.") int unknown,
    int notEligible) {

  /**
   * @param people how many have each disposition
   */
  public static OutcomeRatesView of(Map<String, Integer> people) {
    OutcomeRates rates =
        new OutcomeRates(
            people.getOrDefault("COMPLETE", 0),
            people.getOrDefault("PARTIAL", 0),
            people.getOrDefault("REFUSED", 0),
            people.getOrDefault("NON_CONTACT", 0),
            people.getOrDefault("OTHER", 0),
            people.getOrDefault("UNKNOWN", 0),
            people.getOrDefault("NOT_ELIGIBLE", 0));
    return new OutcomeRatesView(
        rates.rr1().optional(),
        rates.rr2().optional(),
        rates.rr3().optional(),
        rates.rr4().optional(),
        rates.rr5().optional(),
        rates.rr6().optional(),
        rates.eligible().optional(),
        rates.complete(),
        rates.partial(),
        true,
        rates.refused(),
        rates.noContact(),
        rates.other(),
        rates.unknown(),
        rates.notEligible());
  }

  /** Without telling who left an aspect out. */
  public OutcomeRatesView withoutPartial() {
    return new OutcomeRatesView(
        Optional.empty(),
        rr2,
        Optional.empty(),
        rr4,
        Optional.empty(),
        rr6,
        eligible,
        complete + partial,
        0,
        false,
        refused,
        noContact,
        other,
        unknown,
        notEligible);
  }
}
