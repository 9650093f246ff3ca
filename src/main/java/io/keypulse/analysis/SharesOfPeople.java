package io.keypulse.analysis;

import io.keypulse.stats.UnequalShare;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Shares of the people of a scope, each answer by whom it speaks for. */
@ApplicationScoped
class SharesOfPeople {
  @Inject UnequalPeople unequal;
  @Inject Promises promises;

  ShareResult dissatisfied(Scope scope, List<Tally> told) {
    return told(
        scope,
        unequal.overall(scope, true),
        Strata.unheard(told),
        DisclosureOfPeople.of(told, Tally::dissatisfied));
  }

  ShareResult satisfied(Scope scope, List<Tally> told) {
    return told(
        scope,
        unequal.overall(scope, false),
        Strata.unheard(told),
        DisclosureOfPeople.of(told, Tally::satisfied));
  }

  /**
   * The same of a part of a scope.
   *
   * @param accounts of the part; none where chances were equal
   */
  ShareResult ofPart(Scope part, List<Tally> told, List<UnequalPeople.Alike> accounts) {
    return told(
        part,
        KeptCounts.know(part) ? UnequalPeople.strata(accounts) : List.of(),
        Strata.unheard(told),
        DisclosureOfPeople.of(told, Tally::dissatisfied),
        () -> UnequalPeople.effect(accounts));
  }

  /** Who is dissatisfied with an aspect or level. */
  ShareResult marked(Scope scope, ConfidentialAnswers.By by, Rated rated) {
    return told(
        scope,
        unequal.marked(scope, by, rated.name()),
        Strata.unheard(rated.strata()),
        rated.share());
  }

  /**
   * @param strata empty where all chances were equal, and of several waves
   * @param unheard people of other strata, who have said nothing
   */
  private ShareResult told(
      Scope scope, List<UnequalShare.Stratum> strata, int unheard, ShareResult alike) {
    return told(scope, strata, unheard, alike, () -> effect(scope));
  }

  private ShareResult told(
      Scope scope,
      List<UnequalShare.Stratum> strata,
      int unheard,
      ShareResult alike,
      Supplier<Optional<Double>> effect) {
    if (strata.isEmpty() || promises.of(scope.waveIds()).isPresent()) {
      return unweighted(alike, effect.get());
    }
    return UnequalShare.of(strata)
        .map(share -> DisclosureByChance.of(share, unheard))
        .optional()
        .orElse(alike);
  }

  /** Where answers cannot be weighed: less sure, if some people were less likely to be heard. */
  ShareResult unweighted(Scope scope, ShareResult alike) {
    return unweighted(alike, effect(scope));
  }

  private Optional<Double> effect(Scope scope) {
    return unequal.effects(scope).values().stream().max(Comparator.naturalOrder());
  }

  private static ShareResult unweighted(ShareResult alike, Optional<Double> effect) {
    return effect.map(worse -> DisclosureByChance.unweighted(alike, worse)).orElse(alike);
  }
}
