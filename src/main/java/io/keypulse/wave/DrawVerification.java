package io.keypulse.wave;

import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("DrawVerification")
@Description("A draw computed once more from its seed over its frame.")
public record DrawVerification(
    @Description("Whether everything is as it has to be.") boolean holds,
    List<@NonNull Check> checks) {

  @Name("DrawCheckSubject")
  public enum Subject {
    @Description(
        "The seed is the one whose hash was shown before the frame was known, and the seed of its rounds the one that was promised for their first wave.")
    SEED,
    @Description(
        "Where the program rotates, the round of each stratum goes on where it ended the last time.")
    START,
    @Description("The frame has the fingerprint that was written down.")
    FRAME,
    @Description("Those left out for their account's cap are those whom the lot left out.")
    CAP,
    @Description("Keys and ranks follow from the seed.")
    ORDER,
    @Description("The sample is divided among the strata by the rule.")
    DIVISION,
    @Description("The first of each stratum are drawn, and nobody else.")
    SAMPLE
  }

  @Name("DrawCheck")
  public record Check(
      Subject subject, boolean holds, @Description("What was found.") String found) {}

  static DrawVerification of(List<Check> checks) {
    return new DrawVerification(checks.stream().allMatch(Check::holds), checks);
  }
}
