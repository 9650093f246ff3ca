package io.keypulse.analysis;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("Pulse")
@Description(
    "The share dissatisfied in each wave of the same programs, the oldest of at most 24 first, and within which limits it"
        + " moves when nothing changes (Laney P′), from eight waves on.")
public record PulseView(
    @Description("Of all answers, weighted as the shares are, 0 to 1; absent without limits.")
        Optional<Double> centre,
    @Description("How much more the waves differ than draws of one share would.")
        Optional<Double> sigmaZ,
    @Description("Waves with answers that can be shown.") int waves,
    @Description("Waves from which on there are limits.") int wavesForLimits,
    List<@NonNull Point> points)
    implements PulseResult {

  @Name("PulsePoint")
  public record Point(
      @Description("Absent where they are withheld.") Optional<Integer> dissatisfied,
      Optional<Integer> withOpinion,
      @Description(
              "0 to 1, as dissatisfied.share of the wave: weighted by strata where its draw had any; from ten answers on.")
          Optional<Double> share,
      @Description("0 to 1; of as many answers as the share is worth.") Optional<Double> lowerLimit,
      Optional<Double> upperLimit,
      @Description("Outside the limits: more than the usual ups and downs.") boolean signal,
      @Ignore int waveKey) {}
}
