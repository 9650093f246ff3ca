package io.keypulse.survey;

import io.keypulse.platform.Refused;
import io.keypulse.platform.Text;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** How those who are asked are chosen. */
@Name("SamplingPlan")
@Description("How those who are asked are chosen: by lot, and never by whim.")
public record SamplingPlan(
    @io.smallrye.graphql.api.Nullable
        @Description("Contacts drawn, at most; null where margin or a census decides.")
        @Nullable Integer size,
    @io.smallrye.graphql.api.Nullable
        @Description(
            "The half width of the 95 % interval of a share to reach, as a fraction; decides the size.")
        @Nullable Double margin,
    @io.smallrye.graphql.api.Nullable
        @Description(
            "Share of those asked who are expected to answer, as a fraction: with margin, so many more are drawn.")
        @Nullable Double expectedResponse,
    StrataBy strataBy,
    Allocation allocation,
    @Description("The fewest drawn of a stratum, where it has as many and there are strata.")
        int stratumMinimum,
    @Description("Strata of which everybody is drawn whom accountCap leaves, by their names.")
        List<@NonNull String> takeAll,
    @io.smallrye.graphql.api.Nullable
        @Description("The most contacts of one account in one draw; null for any number.")
        @Nullable Integer accountCap,
    @Description(
            "Days of rest: whom this program asked within them is not drawn; whom another asked is withheld when drawn, unless quarantineDaysOfOthers says otherwise; 0 for none.")
        int quarantineDays,
    @io.smallrye.graphql.api.Nullable
        @Description(
            "Days of rest after another program asked; 0 for none, null for as many as quarantineDays.")
        @Nullable Integer quarantineDaysOfOthers,
    @io.smallrye.graphql.api.Nullable
        @Description(
            "The most invitations to one account in 7 days, over all programs; null for any number.")
        @Nullable Integer accountMailsPerWeek,
    @Description(
            "Nobody is drawn twice before everybody was drawn once. With accountCap an account has no more than that many places in a round, which its people take in turn: nobody of an account is drawn twice before everybody of it was drawn once, and those of larger accounts less often than others.")
        boolean rotation) {
  /** The stratum of accounts that never were key, where tiers divide the frame. */
  public static final String WITHOUT_TIER = "NONE";

  private static final int USUAL_MINIMUM = 2;
  private static final int USUAL_REST = 90;
  private static final int USUAL_MAILS_PER_WEEK = 5;
  private static final int MOST_STRATA = 100;
  private static final int LONGEST_NAME = 200;

  @Name("StrataBy")
  @Description("What divides the frame into strata.")
  public enum StrataBy {
    NONE,
    TIER,
    SEGMENT,
    COUNTRY
  }

  @Name("SampleAllocation")
  @Description("How a sample is divided among strata.")
  public enum Allocation {
    @Description("By their size.")
    PROPORTIONAL,
    @Description("By their size and by how far opinions differed in the last wave.")
    NEYMAN,
    @Description("Everybody is asked.")
    CENSUS
  }

  @Input("SamplingPlanInput")
  @Description("Parts that are left out stay as they are.")
  public record Parts(
      @io.smallrye.graphql.api.Nullable
          @Description("0.005 to 0.5, instead of sampleSize: the 95 % interval's half width.")
          @Nullable Double margin,
      @io.smallrye.graphql.api.Nullable @Description("0.01 to 1; 0 for no expectation.")
          @Nullable Double expectedResponse,
      @io.smallrye.graphql.api.Nullable @Description("NONE unless said.")
          @Nullable StrataBy strataBy,
      @io.smallrye.graphql.api.Nullable
          @Description("PROPORTIONAL unless said. CENSUS takes no size and no margin.")
          @Nullable Allocation allocation,
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

    /**
     * @param newSize what the client said of the size, if anything
     */
    SamplingPlan over(SamplingPlan was, @Nullable Integer newSize) {
      Allocation how = allocation == null ? was.allocation : allocation;
      @Nullable Integer size = newSize == null ? was.size : newSize;
      @Nullable Double width = margin == null ? was.margin : margin;
      if (newSize != null && margin != null) {
        throw Refused.invalid("margin", "Say how many are drawn or what to reach, not both.");
      }
      if (newSize != null) {
        width = null;
      } else if (margin != null) {
        size = null;
      }
      if (how == Allocation.CENSUS) {
        if (newSize != null || margin != null) {
          throw Refused.invalid(
              "allocation", "A census asks everybody: leave size and margin out.");
        }
        size = null;
        width = null;
      } else if (size == null && width == null) {
        throw Refused.invalid("sampleSize", "Say how many are drawn, or the margin to reach.");
      }
      StrataBy by = strataBy == null ? was.strataBy : strataBy;
      return new SamplingPlan(
          size == null ? null : within("sampleSize", size, 1, 100_000),
          width == null ? null : share("margin", width, 0.005, 0.5),
          expectedResponse == null ? was.expectedResponse : response(expectedResponse),
          by,
          how,
          stratumMinimum == null
              ? was.stratumMinimum
              : within("stratumMinimum", stratumMinimum, 0, 1000),
          wholeStrata(was, by, how),
          accountCap == null ? was.accountCap : orAny("accountCap", accountCap),
          quarantineDays == null
              ? was.quarantineDays
              : within("quarantineDays", quarantineDays, 0, 1095),
          quarantineDaysOfOthers == null
              ? was.quarantineDaysOfOthers
              : (Integer) within("quarantineDaysOfOthers", quarantineDaysOfOthers, 0, 1095),
          accountMailsPerWeek == null
              ? was.accountMailsPerWeek
              : orAny("accountMailsPerWeek", accountMailsPerWeek),
          rotation == null ? was.rotation : rotation);
    }

    private List<String> wholeStrata(SamplingPlan was, StrataBy by, Allocation how) {
      if (takeAll == null) {
        if (by != was.strataBy && how != Allocation.CENSUS && !was.takeAll.isEmpty()) {
          throw Refused.invalid(
              "takeAll", "There are other strata now: name anew which are drawn whole, or none.");
        }
        return how == Allocation.CENSUS ? List.of() : was.takeAll;
      }
      if (takeAll.isEmpty()) {
        return List.of();
      }
      if (how == Allocation.CENSUS || by == StrataBy.NONE) {
        throw Refused.invalid(
            "takeAll",
            how == Allocation.CENSUS
                ? "A census asks everybody: name no strata."
                : "Nothing divides the frame: say strataBy too.");
      }
      if (takeAll.size() > MOST_STRATA) {
        throw Refused.invalid("takeAll", "Name at most " + MOST_STRATA + ".");
      }
      return takeAll.stream().map(name -> stratum(by, name)).distinct().toList();
    }

    private static String stratum(StrataBy by, String name) {
      return by == StrataBy.COUNTRY
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

  static final Parts AS_IT_IS =
      new Parts(null, null, null, null, null, null, null, null, null, null, null);

  /**
   * A simple random sample whose size is still to be said. Nobody is pestered unless somebody says
   * so: a quarter of rest, and few mails to one account.
   */
  static final SamplingPlan SIMPLE =
      new SamplingPlan(
          null,
          null,
          null,
          StrataBy.NONE,
          Allocation.PROPORTIONAL,
          USUAL_MINIMUM,
          List.of(),
          null,
          USUAL_REST,
          null,
          USUAL_MAILS_PER_WEEK,
          false);

  /** Whether everybody of this stratum is drawn, by the name that frames give it. */
  public boolean takesAllOf(String stratum) {
    return takeAll.contains(stratum);
  }

  /** The same plan, with these names of what it takes whole. */
  SamplingPlan takingAll(List<String> strata) {
    return new SamplingPlan(
        size,
        margin,
        expectedResponse,
        strataBy,
        allocation,
        stratumMinimum,
        strata,
        accountCap,
        quarantineDays,
        quarantineDaysOfOthers,
        accountMailsPerWeek,
        rotation);
  }

  /** Days for which whom another program asked is not asked. */
  public int daysOfRestAfterOthers() {
    return quarantineDaysOfOthers == null ? quarantineDays : quarantineDaysOfOthers;
  }
}
