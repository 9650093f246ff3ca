package io.keypulse.analysis;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Name("VerdictCount")
@Description("How many accounts have a verdict.")
public record VerdictCount(Verdict verdict, int accounts) {
  /**
   * Every verdict once.
   *
   * @param line from which share on an account is unhealthy
   */
  static List<VerdictCount> of(List<ToldAccounts.Alike> told, double line) {
    Map<Verdict, Integer> accounts =
        told.stream()
            .collect(
                groupingBy(
                    some ->
                        Verdict.of(some.dissatisfied(), some.withOpinion(), some.people(), line),
                    summingInt(ToldAccounts.Alike::accounts)));
    return Arrays.stream(Verdict.values())
        .map(verdict -> new VerdictCount(verdict, accounts.getOrDefault(verdict, 0)))
        .toList();
  }
}
