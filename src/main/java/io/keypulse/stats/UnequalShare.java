package io.keypulse.stats;

import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The share of people, where those of some accounts are less likely to be heard than others: a cap
 * or the mails of a week leave them out by lot.
 *
 * <p>In a stratum of N people, each answer weighs the inverse g of its chance; p = Σ g x / Σ g r
 * (Hájek 1971), over strata weighted by N. M/g people of an account of M could be heard, and q of
 * all who could were: with s² the spread inside an account, variance of Σ g x = Σ g² [(1 - q) r
 * (x/r - p)² + (r - 1 + q)(1 - r/M) s²], as the number heard of each account falls by lot, and who
 * they are. Where all g are equal and all accounts of one person that is (1 - f) s²/n; where all
 * who can be heard are, who is silent inside accounts is all the doubt. Of few one cannot tell
 * their spread: s² = π (1 - π), π = (x + ½)/(r + 1). Source: Särndal, Swensson and Wretman 1992,
 * sections 4.3 and 5.7.
 */
public final class UnequalShare {
  private final double value;
  private final double variance;
  private final double worth;
  private final int marked;
  private final int answers;
  private final int people;
  private final int degreesOfFreedom;

  private UnequalShare(List<Stratum> strata) {
    this.people = strata.stream().mapToInt(Stratum::people).sum();
    this.answers = strata.stream().mapToInt(Stratum::answers).sum();
    this.marked = strata.stream().mapToInt(Stratum::marked).sum();
    double mean = 0;
    double sum = 0;
    double squares = 0;
    int accounts = 0;
    for (Stratum stratum : strata) {
      double part = (double) stratum.people() / people;
      mean += part * stratum.share();
      sum += part * part * stratum.variance();
      squares += part * part / stratum.worth();
      accounts += stratum.heard();
    }
    this.value = Math.clamp(mean, 0, 1);
    this.variance = sum;
    this.worth = 1 / squares;
    this.degreesOfFreedom = Math.max(1, accounts - strata.size());
  }

  /**
   * So many accounts alike.
   *
   * @param weight g, of each answer: 1 where every one of them could be heard
   * @param people M of each
   * @param marked x of each
   * @param of r of each, 0 where nobody was heard
   */
  public record Accounts(double weight, int people, int marked, int of, int times) {
    public Accounts {
      if (!(weight > 0) || marked < 0 || marked > of || of > people || times < 0) {
        throw new IllegalArgumentException(
            "%d of %d of %d, weight %s".formatted(marked, of, people, weight));
      }
    }

    private double variance(double overall, double heard, double lonely) {
      if (of == 0) {
        return 0;
      }
      double apart = (double) marked / of - overall;
      double pulledIn = (marked + 0.5) / (of + 1);
      double silent = 1 - (double) of / people;
      return times
          * weight
          * weight
          * ((1 - heard) * of * apart * apart * lonely
              + (of - 1 + heard) * silent * pulledIn * (1 - pulledIn));
    }
  }

  /** Accounts from which people were drawn together, somebody of whom was heard. */
  public record Stratum(List<Accounts> accounts) {
    /** Whether somebody is less likely to be heard than others. */
    public boolean isUnequal() {
      return accounts.stream()
              .filter(some -> some.people > 0)
              .mapToDouble(Accounts::weight)
              .max()
              .orElse(1)
          > (1 + 1e-9)
              * accounts.stream()
                  .filter(some -> some.people > 0)
                  .mapToDouble(Accounts::weight)
                  .min()
                  .orElse(1);
    }

    public int people() {
      return accounts.stream().mapToInt(some -> some.times * some.people).sum();
    }

    public int answers() {
      return accounts.stream().mapToInt(some -> some.times * some.of).sum();
    }

    private int marked() {
      return accounts.stream().mapToInt(some -> some.times * some.marked).sum();
    }

    private int heard() {
      return accounts.stream().filter(some -> some.of > 0).mapToInt(Accounts::times).sum();
    }

    private double weights() {
      return accounts.stream().mapToDouble(some -> some.times * some.weight * some.of).sum();
    }

    private double share() {
      return accounts.stream().mapToDouble(some -> some.times * some.weight * some.marked).sum()
          / weights();
    }

    /** (Σ g)² / Σ g², over answers. */
    private double worth() {
      double squares =
          accounts.stream()
              .mapToDouble(some -> some.times * some.weight * some.weight * some.of)
              .sum();
      return weights() * weights() / squares;
    }

    private double variance() {
      double could =
          accounts.stream().mapToDouble(some -> some.times * some.people / some.weight).sum();
      double heard = Math.min(1, answers() / could);
      double lonely = answers() > 1 ? answers() / (answers() - 1.0) : 1;
      double share = share();
      return accounts.stream().mapToDouble(some -> some.variance(share, heard, lonely)).sum()
          / (weights() * weights());
    }
  }

  /**
   * @param strata each with answers
   */
  public static Outcome<UnequalShare> of(List<Stratum> strata) {
    if (strata.isEmpty() || strata.stream().anyMatch(stratum -> stratum.answers() == 0)) {
      return Outcome.undefined(
          strata.isEmpty() ? Outcome.Reason.NO_ANSWERS : Outcome.Reason.STRATUM_WITHOUT_ANSWERS);
    }
    return Outcome.of(new UnequalShare(strata));
  }

  public double value() {
    return value;
  }

  public int marked() {
    return marked;
  }

  public int answers() {
    return answers;
  }

  public int people() {
    return people;
  }

  public double standardError() {
    return Math.sqrt(variance);
  }

  /** How many answers of equal chances it is worth, by their weights alone (Kish 1965). */
  public double effectiveSample() {
    return worth;
  }

  /**
   * Clopper-Pearson at n* = π (1 - π) / SE² (t(n-1) / t(df))², π pulled in from the share by half
   * an answer, degrees of freedom accounts less strata; within what is possible whatever the silent
   * would say. Source: Korn and Graubard 1998.
   */
  public Range interval(double level) {
    Range.level(level);
    double lowest = (double) marked / people;
    double highest = (double) (marked + people - answers) / people;
    double sample = sample(level);
    return around(value, sample, level, lowest, highest);
  }

  /**
   * Clopper-Pearson, within what is possible.
   *
   * @param sample how many answers of equal chances the share is worth
   */
  public static Range around(
      double share, double sample, double level, double lowest, double highest) {
    Range range = ProportionInterval.clopperPearson(share * sample, sample, level);
    double lower = Math.clamp(range.lower(), lowest, highest);
    return new Range(lower, Math.clamp(range.upper(), lower, highest));
  }

  /**
   * By how much as many answers are worth less than with equal chances, whoever answers: Σ s Σ s g²
   * / (Σ s g)² over the s = M/g of each account who could be heard (Kish 1965).
   */
  public static double designEffect(List<Stratum> strata) {
    double could = 0;
    double people = 0;
    double squares = 0;
    for (Stratum stratum : strata) {
      for (Accounts some : stratum.accounts()) {
        could += some.times * some.people / some.weight;
        people += (double) some.times * some.people;
        squares += some.times * some.people * some.weight;
      }
    }
    return people == 0 ? 1 : could * squares / (people * people);
  }

  private double sample(double level) {
    double pulledIn = (value * worth + 0.5) / (worth + 1);
    double told = variance == 0 ? worth : pulledIn * (1 - pulledIn) / variance;
    double sample = value == 0 || value == 1 ? Math.min(worth, told) : told;
    double ratio =
        answers < 2 ? 1 : quantile(answers - 1, level) / quantile(degreesOfFreedom, level);
    return sample * ratio * ratio;
  }

  private static double quantile(int degrees, double level) {
    return TDistribution.of(degrees).inverseSurvivalProbability((1 - level) / 2);
  }
}
