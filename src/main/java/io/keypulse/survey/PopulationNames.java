package io.keypulse.survey;

import io.keypulse.account.Customers;
import io.keypulse.keystatus.KeyRegister;
import io.keypulse.platform.Nearest;
import io.keypulse.platform.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether what a population is named after is there: a slip of the pen would ask nobody. */
@ApplicationScoped
class PopulationNames {
  @Inject Customers customers;
  @Inject KeyRegister keys;

  /**
   * @throws Refused INVALID for a tier that no decision names or that leaves nobody, and a segment
   *     that no account has
   */
  void check(Population.@Nullable Filter filter) {
    if (filter == null) {
      return;
    }
    Population population = filter.population();
    if (!population.keyTiers().isEmpty()
        && population.keyStatus().equals(List.of(Population.KeyStatus.NONE))) {
      throw Refused.invalid(
          "population.keyTiers", "Accounts that never were key have no tier: leave it out.");
    }
    Collection<String> tiers = population.keyTiers().isEmpty() ? List.of() : keys.tiers();
    for (String tier : population.keyTiers()) {
      if (!tiers.contains(tier)) {
        throw unknown("keyTiers", "No decision names the tier %s.", tier, tiers);
      }
    }
    for (String segment : population.segments()) {
      if (!customers.haveSegment(customers.segment(segment))) {
        throw unknown("segments", "No account has the segment %s.", segment, customers.segments());
      }
    }
  }

  private static Refused unknown(
      String list, String sentence, String name, Collection<String> known) {
    return Refused.invalid(
        "population." + list, sentence.formatted(name) + Nearest.advice(name, known));
  }
}
