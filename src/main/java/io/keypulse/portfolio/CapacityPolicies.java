package io.keypulse.portfolio;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/** How much one lead can serve well; one row. */
@ApplicationScoped
class CapacityPolicies {
  @Inject Session session;

  record Policy(BigDecimal capacity, BigDecimal under, BigDecimal otherWeight, int version) {
    /** How many leads it takes for so many weighted accounts. */
    int leadsFor(BigDecimal load) {
      return load.divide(capacity, 0, RoundingMode.CEILING).intValueExact();
    }
  }

  record Weight(String tier, BigDecimal weight) {}

  Policy current() {
    return session
        .createNativeQuery(
            "select capacity, under, other_weight, version from capacity_policy", Policy.class)
        .getSingleResult();
  }

  List<Weight> weights() {
    return session
        .createNativeQuery(
            "select w.tier, w.weight from capacity_policy p, unnest(p.tiers, p.weights) as w (tier, weight)",
            Weight.class)
        .getResultList();
  }

  Optional<Policy> set(CapacityPolicySet input) {
    List<CapacityPolicySet.TierWeight> weights = input.checkedWeights();
    return session
        .createNativeQuery(
            """
            with changed as (
              update capacity_policy set capacity = :capacity, under = :under, other_weight = :other,
                tiers = cast(:tiers as text[]), weights = cast(:weights as numeric[]), channel = 'MANUAL'
              where version = :expected
              returning capacity, under, other_weight, version)
            select capacity, under, other_weight, version from changed
            """,
            Policy.class)
        .setParameter("capacity", input.checkedCapacity())
        .setParameter("under", input.checkedUnder())
        .setParameter("other", input.checkedOtherWeight())
        .setParameter(
            "tiers",
            weights.stream().map(CapacityPolicySet.TierWeight::tier).toArray(String[]::new))
        .setParameter(
            "weights", weights.stream().map(one -> one.weight().value()).toArray(BigDecimal[]::new))
        .setParameter("expected", input.expectedVersion())
        .uniqueResultOptional();
  }
}
