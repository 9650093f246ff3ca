package io.keypulse.followup;

import io.keypulse.analysis.Disclosed;
import io.keypulse.analysis.Disclosure;
import io.keypulse.analysis.InsufficientData;
import io.keypulse.analysis.WithheldReason;
import io.keypulse.stats.ClusteredSample;
import io.keypulse.stats.Range;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Name("FollowUpRecovery")
@Description(
    "What customers said when they were last asked whether it is mended, by cases: each is in one of these seven numbers. Who was never dissatisfied has nothing to recover from, and is in no share.")
public record FollowUpRecoveryView(
    int recovered,
    int notRecovered,
    @Description(
            "No opinion, no answer in time, or nothing asked because the answer was deleted; some of the latter may have had no displeasure.")
        int unproven,
    @Description(
            "They had left, objected or could not be reached by mail, or the case was closed because its person or account is gone.")
        int couldNotBeAsked,
    @Description("May still be answered.") int awaited,
    @Description("Somebody still works on it.") int notAsked,
    @Description(
            "Of people who were not dissatisfied, and did not say so when they were asked: they wished a call, kept silent, or nobody may read it.")
        int withoutDispleasure,
    @Description("recovered / (recovered + notRecovered), 0 to 1; absent where withheld says why.")
        Optional<Double> share,
    @Description(
            "At 0.95 after Korn and Graubard: cases of one account come together, and all stand for a process that goes on; absent where withheld says why.")
        Optional<RecoveryInterval> interval,
    @Description("More than ten points of fewer than 30 accounts: not for comparing.") boolean wide,
    @Description(
            "Why there is no share: ten cases of two accounts are needed, and of 30 cases and more an interval of at most 30 points.")
        Optional<InsufficientData> withheld) {
  /** Cases below which no share is told. */
  static final int FEWEST = 10;

  private static final int FEWEST_ACCOUNTS = 2;

  @Name("FollowUpRecoveryInterval")
  @Description("Shares, 0 to 1.")
  public record RecoveryInterval(double lowest, double highest) {
    static RecoveryInterval of(Range range) {
      return new RecoveryInterval(range.lower(), range.upper());
    }
  }

  static FollowUpRecoveryView of(
      FollowUpFigures.Wordless wordless, List<FollowUpFigures.LastWords> said) {
    int recovered = said.stream().mapToInt(FollowUpFigures.LastWords::recovered).sum();
    int notRecovered = said.stream().mapToInt(FollowUpFigures.LastWords::notRecovered).sum();
    Disclosed disclosed = disclosed(recovered + notRecovered, said);
    Optional<Disclosed.Share> share = disclosed.share();
    return new FollowUpRecoveryView(
        recovered,
        notRecovered,
        wordless.unproven(),
        wordless.couldNotBeAsked(),
        wordless.awaited(),
        wordless.notAsked(),
        wordless.withoutDispleasure(),
        share.map(Disclosed.Share::value),
        share.map(one -> RecoveryInterval.of(one.range())),
        disclosed.wide(),
        disclosed.withheld());
  }

  private static Disclosed disclosed(int cases, List<FollowUpFigures.LastWords> said) {
    if (cases >= FEWEST && said.size() < FEWEST_ACCOUNTS) {
      return new Disclosed.Withheld(
          new InsufficientData(WithheldReason.TOO_FEW_ACCOUNTS, said.size(), FEWEST_ACCOUNTS));
    }
    List<ClusteredSample.Cluster> accounts =
        said.stream().map(words -> cluster(words.recovered(), words.notRecovered())).toList();
    return Disclosure.ofEstimate(
        new ClusteredSample(accounts, accounts.size()).ultimateCluster(),
        cases,
        accounts.size(),
        WithheldReason.TOO_FEW_ANSWERS);
  }

  private static ClusteredSample.Cluster cluster(int recovered, int notRecovered) {
    double[] marks = new double[recovered + notRecovered];
    Arrays.fill(marks, 0, recovered, 1);
    return new ClusteredSample.Cluster(marks.length, marks);
  }
}
