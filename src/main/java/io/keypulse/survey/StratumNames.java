package io.keypulse.survey;

import io.keypulse.account.Customers;
import io.keypulse.keystatus.KeyRegister;
import io.keypulse.keystatus.Tier;
import io.keypulse.platform.Nearest;
import io.keypulse.platform.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.Normalizer;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What the strata are called that a plan takes whole. */
@ApplicationScoped
class StratumNames {
  @Inject Customers customers;
  @Inject KeyRegister keys;

  /** The plan with the names that frames give them. */
  SamplingPlan spelled(SamplingPlan plan) {
    return plan.takeAll().isEmpty()
        ? plan
        : plan.takingAll(
            plan.takeAll().stream()
                .map(name -> Normalizer.normalize(spelled(plan, name), Normalizer.Form.NFC))
                .distinct()
                .toList());
  }

  private String spelled(SamplingPlan plan, String name) {
    return switch (plan.strataBy()) {
      case TIER -> Tier.spelled(name);
      case SEGMENT -> customers.segment(name);
      case COUNTRY, NONE -> name;
    };
  }

  /**
   * @param said what a client says of the plan; what was named before is not looked at again
   * @throws Refused INVALID for a tier that no decision names, and a segment that no account has
   */
  void check(@Nullable SamplingParts said, SamplingPlan plan) {
    if (said == null || said.takeAll() == null) {
      return;
    }
    for (String name : plan.takeAll()) {
      if (!isThere(plan, name)) {
        throw Refused.invalid(
            "takeAll",
            "There is no stratum %s of this plan.".formatted(name)
                + Nearest.advice(name, known(plan)));
      }
    }
  }

  private boolean isThere(SamplingPlan plan, String name) {
    return switch (plan.strataBy()) {
      case TIER ->
          Tier.spelled(name).equals(SamplingPlan.WITHOUT_TIER)
              || keys.tiers().contains(Tier.spelled(name));
      case SEGMENT -> customers.haveSegment(customers.segment(name));
      case COUNTRY, NONE -> true;
    };
  }

  private Collection<String> known(SamplingPlan plan) {
    return plan.strataBy() == SamplingPlan.StrataBy.TIER ? keys.tiers() : customers.segments();
  }
}
