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
        + " moves when nothing changes (Laney P′). The limits are made of eight waves and stay: the first that are closed, can be"
        + " shown and let three dissatisfied be expected, among 48 from the program's first or from the one that baselineFrom names."
        + " Later waves are measured by them.")
public record PulseView(
    @Description(
            "Of all answers of the baseline, weighted as the shares are, 0 to 1; absent without limits.")
        Optional<Double> centre,
    @Description("How much more the waves of the baseline differ than draws of one share would.")
        Optional<Double> sigmaZ,
    @Description("Points with answers that can be shown.") int waves,
    @Description("Of how many waves the limits are, or would be so far.") int baselineWaves,
    @Description("Of how many they have to be.") int wavesForLimits,
    List<@NonNull Point> points,
    @Ignore List<Integer> baselineKeys)
    implements PulseResult {

  @Name("PulsePoint")
  public record Point(
      @Description("Absent where they are withheld.") Optional<Integer> dissatisfied,
      Optional<Integer> withOpinion,
      @Description(
              "0 to 1, as dissatisfied.share of the wave: weighted by strata where its draw had any; from ten answers on.")
          Optional<Double> share,
      @Description(
              "0 to 1; of as many answers as the share is worth. Absent before the baseline begins, and where fewer than three"
                  + " dissatisfied are to be expected.")
          Optional<Double> lowerLimit,
      Optional<Double> upperLimit,
      @Description("Outside the limits: more than the usual ups and downs.") boolean signal,
      @Ignore int waveKey) {}
}
