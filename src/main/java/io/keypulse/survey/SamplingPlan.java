package io.keypulse.survey;

import java.util.List;
import org.eclipse.microprofile.graphql.Description;
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
