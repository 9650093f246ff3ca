package io.keypulse.portfolio;

import io.keypulse.keystatus.Tier;
import io.keypulse.platform.Decimal;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Text;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

@Input("CapacityPolicySetInput")
public record CapacityPolicySet(
    @Description("Weighted accounts that one lead can serve well; above it is OVER.")
        Decimal capacity,
    @Description("Below it is UNDER; at most the capacity.") Decimal under,
    @io.smallrye.graphql.api.Nullable
        @Description("What an account weighs that is not key; 0 when left out.")
        @Nullable Decimal otherWeight,
    @io.smallrye.graphql.api.Nullable
        @Description("What a key account of a tier weighs; 1 for tiers left out.")
        @Nullable List<@NonNull TierWeight> tierWeights,
    int expectedVersion) {
  private static final BigDecimal MOST = BigDecimal.valueOf(1000);
  private static final int MOST_TIERS = 20;

  @Input("TierWeightInput")
  public record TierWeight(@Description("Whatever its case.") String tier, Decimal weight) {
    public TierWeight {
      tier = Tier.spelled(tier);
    }
  }

  BigDecimal checkedCapacity() {
    if (capacity.value().signum() <= 0) {
      throw Refused.invalid("capacity", "Write more than 0.");
    }
    return within("capacity", capacity.value());
  }

  BigDecimal checkedUnder() {
    if (under.value().compareTo(capacity.value()) > 0) {
      throw Refused.invalid("under", "Write at most the capacity.");
    }
    return within("under", under.value());
  }

  BigDecimal checkedOtherWeight() {
    return otherWeight == null ? BigDecimal.ZERO : within("otherWeight", otherWeight.value());
  }

  List<TierWeight> checkedWeights() {
    List<TierWeight> all = tierWeights == null ? List.of() : tierWeights;
    if (all.size() > MOST_TIERS
        || all.stream().map(TierWeight::tier).distinct().count() < all.size()) {
      throw Refused.invalid("tierWeights", "Name each tier once, at most " + MOST_TIERS + ".");
    }
    all.forEach(
        one -> {
          Text.line("tierWeights", one.tier(), 50);
          within("tierWeights", one.weight().value());
        });
    return all;
  }

  private static BigDecimal within(String field, BigDecimal value) {
    if (value.signum() < 0 || value.compareTo(MOST) > 0 || value.scale() > 2) {
      throw Refused.invalid(field, "Write 0 to 1000 with at most two decimals.");
    }
    return value;
  }
}
