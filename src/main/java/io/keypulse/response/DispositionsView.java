package io.keypulse.response;

import static java.util.stream.Collectors.toMap;

import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("WaveDispositions")
@Description(
    "What became of everyone who was drawn, by the AAPOR Standard Definitions, counted over the accounts this viewer"
        + " sees: drawn is the sum of the others. While the wave is open these are where things stand. Of a confidential wave"
        + " everybody who answered counts as complete and nobody as partial, for who left an aspect out is part of what somebody"
        + " said; Dissatisfaction.responseRates tells it of scopes that may be told.")
public record DispositionsView(
    int drawn,
    @Description("Answered, and marked every aspect that the wave asks about.") int complete,
    @Description("Answered the one question, and not every aspect.") int partial,
    @Description(
            "Objected since the draw, declined on the telephone, or answered and took the answer back.")
        int refused,
    @Description("The mail arrived or the number rang, and nobody answered.") int nonContact,
    @Description("Reached, and unable to answer.") int other,
    @Description(
            "Nobody knows whether they were reached: mail not sent or refused by the server, a wrong number.")
        int unknown,
    @Description(
            "Proven to have left where they were drawn, before the wave closed: the company, or their account for another one.")
        int notEligible,
    @Description("Those who answered, by how.") List<@NonNull ByMode> byMode,
    OutcomeRatesView rates) {

  @Name("AnsweredByMode")
  public record ByMode(ResponseMode mode, int complete, int partial) {}

  static DispositionsView of(List<Dispositions.Count> counts, boolean tellsPartial) {
    OutcomeRatesView all =
        OutcomeRatesView.of(
            counts.stream()
                .collect(
                    toMap(
                        Dispositions.Count::disposition,
                        Dispositions.Count::number,
                        Integer::sum)));
    OutcomeRatesView rates = tellsPartial ? all : all.withoutPartial();
    return new DispositionsView(
        counts.stream().mapToInt(Dispositions.Count::number).sum(),
        rates.complete(),
        rates.partial(),
        rates.refused(),
        rates.noContact(),
        rates.other(),
        rates.unknown(),
        rates.notEligible(),
        Arrays.stream(ResponseMode.values())
            .map(
                mode -> {
                  List<Dispositions.Count> such =
                      counts.stream().filter(one -> mode.name().equals(one.mode())).toList();
                  int complete = number(such, "COMPLETE");
                  int partial = number(such, "PARTIAL");
                  return tellsPartial
                      ? new ByMode(mode, complete, partial)
                      : new ByMode(mode, complete + partial, 0);
                })
            .toList(),
        rates);
  }

  private static int number(List<Dispositions.Count> counts, String disposition) {
    return counts.stream()
        .filter(one -> one.disposition().equals(disposition))
        .mapToInt(Dispositions.Count::number)
        .sum();
  }
}
