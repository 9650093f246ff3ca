package io.keypulse.survey;

import io.keypulse.platform.Refused;
import io.keypulse.platform.Text;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** What a client says of a sampling plan. */
@Input("SamplingPlanInput")
@Description("Parts that are left out stay as they are.")
public record SamplingParts(
    @io.smallrye.graphql.api.Nullable
        @Description("0.005 to 0.5, instead of sampleSize: the 95 % interval's half width.")
        @Nullable Double margin,
    @io.smallrye.graphql.api.Nullable @Description("0.01 to 1; 0 for no expectation.")
        @Nullable Double expectedResponse,
    @io.smallrye.graphql.api.Nullable @Description("NONE unless said.")
        SamplingPlan.@Nullable StrataBy strataBy,
    @io.smallrye.graphql.api.Nullable
        @Description("PROPORTIONAL unless said. CENSUS takes no size and no margin.")
        SamplingPlan.@Nullable Allocation allocation,
    @io.smallrye.graphql.api.Nullable @Description("0 to 1000, 2 unless said.")
        @Nullable Integer stratumMinimum,
    @io.smallrye.graphql.api.Nullable
        @Description(
            "Names of strata of which everybody is drawn: tiers, segments or countries, as strataBy says; none when empty. They count for sampleSize.")
        @Nullable List<@NonNull String> takeAll,
    @io.smallrye.graphql.api.Nullable @Description("1 to 1000; 0 for any number.")
        @Nullable Integer accountCap,
    @io.smallrye.graphql.api.Nullable @Description("0 to 1095, 90 unless said; 0 for no rest.")
        @Nullable Integer quarantineDays,
    @io.smallrye.graphql.api.Nullable
        @Description(
            "0 to 1095 days of rest after another program asked; quarantineDays unless said.")
        @Nullable Integer quarantineDaysOfOthers,
    @io.smallrye.graphql.api.Nullable @Description("1 to 1000, 5 unless said; 0 for any number.")
        @Nullable Integer accountMailsPerWeek,
    @io.smallrye.graphql.api.Nullable @Description("False unless said.")
        @Nullable Boolean rotation) {
  private static final int MOST_STRATA = 100;
  private static final int LONGEST_NAME = 200;

  static final SamplingParts NOTHING =
      new SamplingParts(null, null, null, null, null, null, null, null, null, null, null);

  /**
   * @param newSize what the client said of the size, if anything
   */
  SamplingPlan over(SamplingPlan was, @Nullable Integer newSize) {
    SamplingPlan.Allocation how = allocation == null ? was.allocation() : allocation;
    @Nullable Integer size = newSize == null ? was.size() : newSize;
    @Nullable Double width = margin == null ? was.margin() : margin;
    if (newSize != null && margin != null) {
      throw Refused.invalid("margin", "Say how many are drawn or what to reach, not both.");
    }
    if (newSize != null) {
      width = null;
    } else if (margin != null) {
      size = null;
    }
    if (how == SamplingPlan.Allocation.CENSUS) {
      if (newSize != null || margin != null) {
        throw Refused.invalid("allocation", "A census asks everybody: leave size and margin out.");
      }
      size = null;
      width = null;
    } else if (size == null && width == null) {
      throw Refused.invalid("sampleSize", "Say how many are drawn, or the margin to reach.");
    }
    SamplingPlan.StrataBy by = strataBy == null ? was.strataBy() : strataBy;
    return new SamplingPlan(
        size == null ? null : within("sampleSize", size, 1, 100_000),
        width == null ? null : share("margin", width, 0.005, 0.5),
        expectedResponse == null ? was.expectedResponse() : response(expectedResponse),
        by,
        how,
        stratumMinimum == null
            ? was.stratumMinimum()
            : within("stratumMinimum", stratumMinimum, 0, 1000),
        wholeStrata(was, by, how),
        accountCap == null ? was.accountCap() : orAny("accountCap", accountCap),
        quarantineDays == null
            ? was.quarantineDays()
            : within("quarantineDays", quarantineDays, 0, 1095),
        quarantineDaysOfOthers == null
            ? was.quarantineDaysOfOthers()
            : (Integer) within("quarantineDaysOfOthers", quarantineDaysOfOthers, 0, 1095),
        accountMailsPerWeek == null
            ? was.accountMailsPerWeek()
            : orAny("accountMailsPerWeek", accountMailsPerWeek),
        rotation == null ? was.rotation() : rotation);
  }

  private List<String> wholeStrata(
      SamplingPlan was, SamplingPlan.StrataBy by, SamplingPlan.Allocation how) {
    if (takeAll == null) {
      if (by != was.strataBy()
          && how != SamplingPlan.Allocation.CENSUS
          && !was.takeAll().isEmpty()) {
        throw Refused.invalid(
            "takeAll", "There are other strata now: name anew which are drawn whole, or none.");
      }
      return how == SamplingPlan.Allocation.CENSUS ? List.of() : was.takeAll();
    }
    if (takeAll.isEmpty()) {
      return List.of();
    }
    if (how == SamplingPlan.Allocation.CENSUS || by == SamplingPlan.StrataBy.NONE) {
      throw Refused.invalid(
          "takeAll",
          how == SamplingPlan.Allocation.CENSUS
              ? "A census asks everybody: name no strata."
              : "Nothing divides the frame: say strataBy too.");
    }
    if (takeAll.size() > MOST_STRATA) {
      throw Refused.invalid("takeAll", "Name at most " + MOST_STRATA + ".");
    }
    return takeAll.stream().map(name -> stratum(by, name)).distinct().toList();
  }

  private static String stratum(SamplingPlan.StrataBy by, String name) {
    return by == SamplingPlan.StrataBy.COUNTRY
        ? Text.country("takeAll", name)
        : Text.line("takeAll", name, LONGEST_NAME);
  }

  private static @Nullable Double response(double value) {
    return value == 0 ? null : share("expectedResponse", value, 0.01, 1);
  }

  private static @Nullable Integer orAny(String field, int value) {
    return value == 0 ? null : within(field, value, 1, 1000);
  }

  private static int within(String field, int value, int least, int most) {
    if (value < least || value > most) {
      throw Refused.invalid(field, "Choose %,d to %,d.".formatted(least, most));
    }
    return value;
  }

  private static double share(String field, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw Refused.invalid(field, "Choose %s to %s.".formatted(least, most));
    }
    return value;
  }
}
