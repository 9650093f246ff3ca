package io.keypulse.followup;

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
    @Description("Why there is no share: ten cases of two accounts are needed.")
        Optional<InsufficientData> withheld) {
  /** Cases below which no share is told. */
  static final int FEWEST = 10;

  private static final int FEWEST_ACCOUNTS = 2;
  private static final double LEVEL = 0.95;

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
    Optional<InsufficientData> withheld = withheld(recovered + notRecovered, said.size());
    return new FollowUpRecoveryView(
        recovered,
        notRecovered,
        wordless.unproven(),
        wordless.couldNotBeAsked(),
        wordless.awaited(),
        wordless.notAsked(),
        wordless.withoutDispleasure(),
        withheld.isPresent()
            ? Optional.empty()
            : Optional.of((double) recovered / (recovered + notRecovered)),
        withheld.isPresent() ? Optional.empty() : interval(said),
        withheld);
  }

  private static Optional<InsufficientData> withheld(int cases, int accounts) {
    if (cases < FEWEST) {
      return Optional.of(
          new InsufficientData(
              cases == 0 ? WithheldReason.NO_ANSWERS : WithheldReason.TOO_FEW_ANSWERS,
              cases,
              FEWEST));
    }
    return accounts < FEWEST_ACCOUNTS
        ? Optional.of(
            new InsufficientData(WithheldReason.TOO_FEW_ACCOUNTS, accounts, FEWEST_ACCOUNTS))
        : Optional.empty();
  }

  private static Optional<RecoveryInterval> interval(List<FollowUpFigures.LastWords> said) {
    List<ClusteredSample.Cluster> accounts =
        said.stream().map(words -> cluster(words.recovered(), words.notRecovered())).toList();
    return new ClusteredSample(accounts, accounts.size())
        .ultimateCluster()
        .optional()
        .flatMap(share -> share.kornGraubard(LEVEL).optional())
        .map(RecoveryInterval::of);
  }

  private static ClusteredSample.Cluster cluster(int recovered, int notRecovered) {
    double[] marks = new double[recovered + notRecovered];
    Arrays.fill(marks, 0, recovered, 1);
    return new ClusteredSample.Cluster(marks.length, marks);
  }
}
