package io.keypulse.stats;

import java.util.List;

/**
 * The share marked of those with an opinion, over strata in which some are silent and some say that
 * they have no opinion.
 *
 * <p>R = Σ (N(h)/r(h)) x(h) / D with D = Σ (N(h)/r(h)) o(h), of the strata with any opinion: x(h)
 * marked of o(h) with an opinion of r(h) who answered of N(h). SE² by linearisation, of z = (x - R
 * o) over all r(h) who answered: Σ N(h)² (1 - r(h)/N(h)) s²(h)/r(h) / D². Degrees of freedom Σ o(h)
 * - H. Source: Cochran 1977, chapter 6 (combined ratio) and chapter 5A (subpopulations); without
 * anybody who has no opinion it is {@link StratifiedSample}, reference case 06. Where all of a
 * stratum say the same and some are silent, {@link Spread#leastVariance} stands for p (1 - p).
 *
 * <p>Of a stratum without any opinion nothing is known: whom it may have, U, are no part of R, and
 * in the interval [L, U] of the others none or all of them: D L / (D + U) to (D U + U) / (D + U).
 *
 * @param heard R, of the strata that were heard
 * @param speaksFor D, how many that is
 * @param unheard U, those who may have an opinion in strata without any
 * @param possible what the silent can make of the share of all
 */
public record StratifiedShare(Estimate heard, double speaksFor, int unheard, Range possible) {
  /**
   * @param population N(h)
   * @param answered r(h)
   * @param withOpinion o(h)
   * @param marked x(h)
   */
  public record Stratum(int population, int answered, int withOpinion, int marked) {
    public Stratum {
      if (marked < 0 || marked > withOpinion || withOpinion > answered || answered > population) {
        throw new IllegalArgumentException(
            "%d of %d of %d of %d".formatted(marked, withOpinion, answered, population));
      }
    }

    private Stratum plus(Stratum other) {
      return new Stratum(
          population + other.population,
          answered + other.answered,
          withOpinion + other.withOpinion,
          marked + other.marked);
    }

    private double weight() {
      return (double) population / answered;
    }

    private int possible() {
      return population - answered + withOpinion;
    }

    private boolean isUnanimous() {
      return marked == 0 || marked == withOpinion;
    }

    private StratifiedSample.Stratum around(double share) {
      Spread said =
          Spread.repeated(1 - share, marked)
              .plus(Spread.repeated(-share, withOpinion - marked))
              .plus(Spread.repeated(0, answered - withOpinion));
      double least = isUnanimous() ? Spread.leastVariance(withOpinion) * withOpinion / answered : 0;
      double observed = answered > 1 ? said.variance() : 0;
      return new StratifiedSample.Stratum("", population, said, observed + least);
    }
  }

  /** Strata of one opinion each tell no spread: they are taken for one. */
  public static Outcome<StratifiedShare> of(List<Stratum> strata) {
    List<Stratum> heard = strata.stream().filter(one -> one.withOpinion() > 0).toList();
    if (heard.isEmpty()) {
      return Outcome.undefined(Outcome.Reason.NO_ANSWERS);
    }
    Stratum all = heard.stream().reduce(Stratum::plus).orElseThrow();
    int unheard = strata.stream().mapToInt(Stratum::possible).sum() - all.possible();
    Range possible =
        new Range(
            (double) all.marked() / all.possible(),
            (double) (all.marked() + all.possible() - all.withOpinion()) / all.possible());
    List<Stratum> judged = all.withOpinion() > heard.size() ? heard : List.of(all);
    double speaksFor = 0;
    double marked = 0;
    double squares = 0;
    for (Stratum one : judged) {
      speaksFor += one.weight() * one.withOpinion();
      marked += one.weight() * one.marked();
      squares += one.weight() * one.weight() * one.withOpinion();
    }
    double share = Math.min(1, marked / speaksFor);
    Outcome<Estimate> around =
        StratifiedSample.mean(judged.stream().map(one -> one.around(share)).toList());
    double error = around.orElseThrow().standardError() * all.population() / speaksFor;
    return Outcome.of(
        new StratifiedShare(
            new Estimate(
                share,
                error,
                all.withOpinion(),
                all.withOpinion() - judged.size(),
                speaksFor * speaksFor / squares,
                possible),
            speaksFor,
            unheard,
            possible.among(all.possible(), unheard)));
  }

  /** {@link Estimate#kornGraubard} of those who were heard, and all doubt about the others. */
  public Outcome<Range> interval(double level) {
    return heard
        .kornGraubard(level)
        .map(range -> range.among(speaksFor, unheard).within(possible, heard.value()));
  }
}
