package io.keypulse.analysis;

import io.keypulse.stats.Range;
import io.keypulse.stats.UnequalShare;

/** As {@link Disclosure}, of people who were not all as likely to be heard. */
final class DisclosureByChance {
  private static final double ROUNDING = 1e-9;

  private DisclosureByChance() {}

  /**
   * @param unheard more people, of whom nothing is known
   */
  static ShareResult of(UnequalShare share, int unheard) {
    int of = share.answers();
    if (of < Disclosure.FEWEST_TO_COUNT) {
      return Disclosure.tooFew(of, Disclosure.FEWEST_TO_COUNT);
    }
    int people = share.people();
    Range range = share.interval(Disclosure.LEVEL);
    if (of < Disclosure.FEWEST_FOR_SHARE) {
      return new FewAnswersView(
          ShareView.Unit.PEOPLE,
          share.marked(),
          of,
          people + unheard,
          Disclosure.LEVEL,
          (int) Math.floor(range.lower() * people + ROUNDING),
          (int) Math.ceil(range.upper() * people - ROUNDING) + unheard);
    }
    return shown(
        share.marked(),
        of,
        people + unheard,
        share.value(),
        range,
        ShareView.Method.WEIGHTED_BY_CHANCE,
        share.effectiveSample(),
        unheard);
  }

  /**
   * Of answers that are not weighted. What is told in confidence beside a count must not be: it
   * would tell what single accounts say.
   *
   * @param effect by how much the same number of answers is worth less than with equal chances
   */
  static ShareResult unweighted(ShareResult alike, double effect) {
    return switch (alike) {
      case FewAnswersView few ->
          new FewAnswersView(
              few.unit(),
              few.count(),
              few.of(),
              few.population(),
              few.level(),
              few.count(),
              few.count() + few.population() - few.of());
      case ShareView share -> {
        int heardOf = share.population() - share.unheard();
        double lowest = (double) share.count() / heardOf;
        double highest = (double) (share.count() + heardOf - share.of()) / heardOf;
        double worth = share.effectiveSample() / effect;
        yield shown(
            share.count(),
            share.of(),
            share.population(),
            share.share(),
            UnequalShare.around(share.share(), worth, Disclosure.LEVEL, lowest, highest),
            ShareView.Method.UNWEIGHTED,
            worth,
            share.unheard());
      }
      default -> alike;
    };
  }

  private static ShareResult shown(
      int count,
      int of,
      int population,
      double share,
      Range ofHeard,
      ShareView.Method method,
      double worth,
      int unheard) {
    if (of >= Disclosure.FEWEST_TO_COMPARE && ofHeard.width() > Disclosure.WIDEST) {
      return Disclosure.tooWide(of, ofHeard);
    }
    return DisclosureOfPeople.told(
        count,
        of,
        population,
        share,
        ofHeard.among(population - unheard, unheard),
        new Range((double) count / population, (double) (count + population - of) / population),
        method,
        worth,
        unheard);
  }
}
