package io.keypulse.stats;

import java.util.List;
import java.util.function.Function;
import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Whether accounts answer worse than before over the whole scale from 1 to 5; every account counts
 * once, whatever number of its people answered.
 *
 * <p>W = P(now &lt; before) + ½ P(equal) of a person of an account drawn at random before and one
 * now. Y(i) and Z(i) are the mean places of an account's people now among those before and the
 * other way round; variance of W = Σ (c(i))², c(i) = (Y(i) - Y)/√(n2 (n2 - 1)) - (Z(i) - Z)/√(n1
 * (n1 - 1)), each part only where the account was heard then. Of different accounts of one person
 * each that is {@link OrdinalChange#brunnerMunzel}, and of the same ones the paired rank test of
 * Munzel and Brunner 2002; the degrees of freedom are Satterthwaite's, at most accounts less 1.
 * Clusters as in Obuchowski 1997, Biometrics 53, 567-578. Where accounts of a side do not vary: as
 * often as chance parts them so, 2 / C(n1 + n2, n1), or 2 / 2^n of pairs. Reference case 12.
 */
public final class ScaleChange {
  private static final int POINTS = 5;

  /**
   * So many accounts alike.
   *
   * @param before how many of their people gave each score, the worst first; 0 of each where nobody
   *     was heard
   */
  public record Accounts(List<Integer> before, List<Integer> now, int times) {
    public Accounts {
      if (before.size() != POINTS || now.size() != POINTS || times < 0) {
        throw new IllegalArgumentException(before + ", " + now + ", " + times + " times");
      }
    }

    public boolean wasHeard() {
      return people(before) > 0;
    }

    public boolean isHeard() {
      return people(now) > 0;
    }
  }

  private final List<Accounts> accounts;
  private final int wereHeard;
  private final int areHeard;
  private final double[] then;
  private final double[] since;

  private ScaleChange(List<Accounts> accounts, int wereHeard, int areHeard) {
    this.accounts = accounts;
    this.wereHeard = wereHeard;
    this.areHeard = areHeard;
    this.then = shares(Accounts::before, wereHeard);
    this.since = shares(Accounts::now, areHeard);
  }

  /**
   * @return undefined where fewer than two accounts were heard before or now
   */
  public static Outcome<ScaleChange> of(List<Accounts> accounts) {
    int were = accounts.stream().filter(Accounts::wasHeard).mapToInt(Accounts::times).sum();
    int are = accounts.stream().filter(Accounts::isHeard).mapToInt(Accounts::times).sum();
    int fewest = Math.min(were, are);
    return fewest < 2
        ? Outcome.undefined(fewest == 0 ? Outcome.Reason.NO_ANSWERS : Outcome.Reason.ONE_ANSWER)
        : Outcome.of(new ScaleChange(List.copyOf(accounts), were, are));
  }

  /** n1. */
  public int accountsBefore() {
    return wereHeard;
  }

  /** n2. */
  public int accountsNow() {
    return areHeard;
  }

  /** W, 0 to 1; ½ where nothing has changed. */
  public double probabilityWorse() {
    double[] places = places(then);
    double better = 0;
    for (int point = 0; point < POINTS; point++) {
      better += since[point] * places[point];
    }
    return 1 - better;
  }

  /**
   * @param interval of W; it has no width where accounts do not vary
   * @param p two-sided
   */
  public record Tested(double degreesOfFreedom, double p, Range interval) {}

  public Tested tested(double level) {
    Range.level(level);
    double[] amongThen = places(then);
    double[] amongSince = places(since);
    double worse = probabilityWorse();
    double sum = 0;
    double now = 0;
    double before = 0;
    int all = 0;
    for (Accounts some : accounts) {
      double place = some.isHeard() ? mean(some.now(), amongThen) - (1 - worse) : 0;
      double placeThen = some.wasHeard() ? mean(some.before(), amongSince) - worse : 0;
      double part = place / root(areHeard) - placeThen / root(wereHeard);
      sum += some.times() * part * part;
      now += some.times() * place * place;
      before += some.times() * placeThen * placeThen;
      all += some.wasHeard() || some.isHeard() ? some.times() : 0;
    }
    if (sum < 1e-15) {
      return new Tested(all - 1, chanceOfNone(worse, all), new Range(worse, worse));
    }
    double degrees = Math.min(all - 1, degrees(now, before));
    TDistribution t = TDistribution.of(degrees);
    double reach = t.inverseSurvivalProbability((1 - level) / 2) * Math.sqrt(sum);
    return new Tested(
        degrees,
        2 * t.survivalProbability(Math.abs(worse - 0.5) / Math.sqrt(sum)),
        new Range(worse - reach, worse + reach).asShare());
  }

  private static double root(int heard) {
    return Math.sqrt(heard * (heard - 1.0));
  }

  private double degrees(double now, double before) {
    double of2 = now / (areHeard * (areHeard - 1.0));
    double of1 = before / (wereHeard * (wereHeard - 1.0));
    return (of1 + of2) * (of1 + of2) / (of1 * of1 / (wereHeard - 1) + of2 * of2 / (areHeard - 1));
  }

  private double chanceOfNone(double worse, int all) {
    if (Math.abs(worse - 0.5) < 1e-9) {
      return 1;
    }
    boolean pairs = all == wereHeard && all == areHeard;
    double ways =
        pairs
            ? all * Math.log(2)
            : -Math.log(wereHeard + areHeard + 1.0)
                - LogBeta.value(wereHeard + 1.0, areHeard + 1.0);
    return Math.min(1, 2 * Math.exp(-ways));
  }

  /** Of each score, every account counting once. */
  private double[] shares(Function<Accounts, List<Integer>> side, int heard) {
    double[] shares = new double[POINTS];
    for (Accounts some : accounts) {
      List<Integer> counts = side.apply(some);
      double people = people(counts);
      for (int point = 0; point < POINTS && people > 0; point++) {
        shares[point] += some.times() * counts.get(point) / people / heard;
      }
    }
    return shares;
  }

  /** What stands below each score, and half of what stands at it. */
  private static double[] places(double[] shares) {
    double[] places = new double[POINTS];
    double below = 0;
    for (int point = 0; point < POINTS; point++) {
      places[point] = below + shares[point] / 2;
      below += shares[point];
    }
    return places;
  }

  private static double mean(List<Integer> counts, double[] places) {
    double sum = 0;
    for (int point = 0; point < POINTS; point++) {
      sum += counts.get(point) * places[point];
    }
    return sum / people(counts);
  }

  private static int people(List<Integer> counts) {
    return counts.stream().mapToInt(Integer::intValue).sum();
  }
}
