package io.keypulse.portfolio;

import io.keypulse.platform.Decimal;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("CapacityPolicy")
@Description("How much one account manager can serve well.")
public record CapacityPolicyView(
    @Description("Weighted accounts; above it is OVER.") Decimal capacity,
    @Description("Below it is UNDER.") Decimal under,
    @Description("What an account weighs that is not key.") Decimal otherWeight,
    @Description("What a key account of a tier weighs; 1 for other tiers.")
        List<@NonNull TierWeight> tierWeights,
    int version) {
  @Name("TierWeight")
  public record TierWeight(String tier, Decimal weight) {}

  static CapacityPolicyView of(
      CapacityPolicies.Policy policy, List<CapacityPolicies.Weight> weights) {
    return new CapacityPolicyView(
        new Decimal(policy.capacity()),
        new Decimal(policy.under()),
        new Decimal(policy.otherWeight()),
        weights.stream().map(one -> new TierWeight(one.tier(), new Decimal(one.weight()))).toList(),
        policy.version());
  }
}
