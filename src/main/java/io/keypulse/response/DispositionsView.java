package io.keypulse.response;

import io.keypulse.stats.OutcomeRates;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("WaveDispositions")
@Description(
    "What became of everyone who was drawn, by the AAPOR Standard Definitions, counted over the accounts this viewer"
        + " sees: drawn is the sum of the others. While the wave is open these are where things stand.")
public record DispositionsView(
    int drawn,
    @Description("Answered, and marked every aspect that the wave asks about.") int complete,
    @Description("Answered the one question, and not every aspect.") int partial,
    @Description("Objected since the draw, or declined on the telephone.") int refused,
    @Description("The mail arrived or the number rang, and nobody answered.") int nonContact,
    @Description("Reached, and unable to answer.") int other,
    @Description(
            "Nobody knows whether they were reached: mail not sent or refused by the server, a wrong number.")
        int unknown,
    @Description("Proven to have left the company.") int notEligible,
    @Description("Those who answered, by how.") List<@NonNull ByMode> byMode,
    ResponseRates rates) {

  @Name("AnsweredByMode")
  public record ByMode(ResponseMode mode, int complete, int partial) {}

  @Name("ResponseRates")
  @Description(
      "By the AAPOR Standard Definitions, 0 to 1; absent where nobody is below the line. rr1 is the least and rr6 the most"
          + " that can be said, rr3 the one to quote.")
  public record ResponseRates(
      @Description(
              "Which part of the unknown is taken as eligible: known eligible / (known eligible + notEligible).")
          Optional<Double> eligible,
      @Description("complete / (drawn - notEligible).") Optional<Double> rr1,
      @Description("(complete + partial) / (drawn - notEligible).") Optional<Double> rr2,
      @Description("As rr1, with the eligible part of the unknown only.") Optional<Double> rr3,
      @Description("As rr2, with the eligible part of the unknown only.") Optional<Double> rr4,
      @Description("As rr1, without the unknown.") Optional<Double> rr5,
      @Description("As rr2, without the unknown.") Optional<Double> rr6) {
    static ResponseRates of(OutcomeRates rates) {
      return new ResponseRates(
          rates.eligible().optional(),
          rates.rr1().optional(),
          rates.rr2().optional(),
          rates.rr3().optional(),
          rates.rr4().optional(),
          rates.rr5().optional(),
          rates.rr6().optional());
    }
  }

  static DispositionsView of(List<Dispositions.Count> counts) {
    return new DispositionsView(
        counts.stream().mapToInt(Dispositions.Count::number).sum(),
        number(counts, "COMPLETE"),
        number(counts, "PARTIAL"),
        number(counts, "REFUSED"),
        number(counts, "NON_CONTACT"),
        number(counts, "OTHER"),
        number(counts, "UNKNOWN"),
        number(counts, "NOT_ELIGIBLE"),
        Arrays.stream(ResponseMode.values())
            .map(
                mode -> {
                  List<Dispositions.Count> such =
                      counts.stream().filter(one -> mode.name().equals(one.mode())).toList();
                  return new ByMode(mode, number(such, "COMPLETE"), number(such, "PARTIAL"));
                })
            .toList(),
        ResponseRates.of(
            new OutcomeRates(
                number(counts, "COMPLETE"),
                number(counts, "PARTIAL"),
                number(counts, "REFUSED"),
                number(counts, "NON_CONTACT"),
                number(counts, "OTHER"),
                number(counts, "UNKNOWN"),
                number(counts, "NOT_ELIGIBLE"))));
  }

  private static int number(List<Dispositions.Count> counts, String disposition) {
    return counts.stream()
        .filter(one -> one.disposition().equals(disposition))
        .mapToInt(Dispositions.Count::number)
        .sum();
  }
}
