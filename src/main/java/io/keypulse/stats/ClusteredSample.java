package io.keypulse.stats;

import java.util.Arrays;
import java.util.List;

/**
 * Contacts (m of M) inside accounts (a of A): people of one account are no independent witnesses.
 *
 * <p>Every account counts once: the mean of the accounts' own means, a simple random sample of
 * accounts. Every contact counts once: ratio mean with weight w = (A/a)(M/m); with z = y - mean,
 * V(total of z) = A²(1 - a/A) s²/a + (A/a) Σ M²(1 - m/M) s²(i)/m, divided by (Σ w)². a - 1 degrees
 * of freedom. Where all say the same it is worth as many accounts as would weigh alike, (Σ wm)² / Σ
 * (wm)², and not as many contacts. Source: Cochran 1977, chapter 11; Kish 1965. An account with one
 * answer of several adds nothing to the second part. Reference case 07.
 */
public final class ClusteredSample {
  private final List<Cluster> clusters;
  private final int population;

  /**
   * @param population A, accounts
   */
  public ClusteredSample(List<Cluster> clusters, int population) {
    if (clusters.size() > population) {
      throw new IllegalArgumentException(clusters.size() + " clusters of " + population);
    }
    this.clusters = List.copyOf(clusters);
    this.population = population;
  }

  /** M contacts of an account and what m of them say. */
  public static final class Cluster {
    private final int size;
    private final double[] values;

    public Cluster(int size, double... values) {
      if (values.length == 0 || values.length > size) {
        throw new IllegalArgumentException(values.length + " answers of " + size);
      }
      this.size = size;
      this.values = values.clone();
    }
  }

  /** The mean over accounts of each account's own mean. */
  public Outcome<Estimate> accountWeighted() {
    double[] means = clusters.stream().mapToDouble(one -> Moments.mean(one.values)).toArray();
    return SimpleSample.mean(means, population);
  }

  /** The mean over contacts; its standard error knows that they come in accounts. */
  public Outcome<Estimate> contactWeighted() {
    return perContact(this::twoStage, clusters.size() - 1, accountsWorth());
  }

  /** As {@link #contactWeighted}, accounts as if drawn with replacement. */
  public Outcome<Estimate> ultimateCluster() {
    return perContact(
        mean -> {
          double[] totals = totals(mean);
          return (double) population * population * Moments.variance(totals) / totals.length;
        },
        clusters.size() - 1,
        accountsWorth());
  }

  /** The same mean with the error of contacts wrongly taken as independent; for comparison. */
  public Outcome<Estimate> ignoringClusters() {
    int contacts = contacts();
    return perContact(
        mean -> {
          double squares = 0;
          for (Cluster one : clusters) {
            double weight = weight(one);
            squares += weight * weight * Moments.squares(one.values, mean);
          }
          return squares * contacts / (contacts - 1);
        },
        contacts - 1,
        contacts);
  }

  private interface TotalVariance {
    double around(double mean);
  }

  private double accountsWorth() {
    double people = clusters.stream().mapToDouble(one -> one.size).sum();
    double squares = clusters.stream().mapToDouble(one -> (double) one.size * one.size).sum();
    return people * people / squares;
  }

  /**
   * @param worth as {@link Estimate#worth}
   */
  private Outcome<Estimate> perContact(TotalVariance variance, int degrees, double worth) {
    if (clusters.isEmpty()) {
      return Outcome.undefined(Outcome.Reason.NO_ANSWERS);
    }
    if (clusters.size() == 1) {
      return Outcome.undefined(Outcome.Reason.ONE_ANSWER);
    }
    double sum = 0;
    double people = 0;
    for (Cluster one : clusters) {
      sum += weight(one) * Arrays.stream(one.values).sum();
      people += weight(one) * one.values.length;
    }
    double mean = sum / people;
    double error = Math.sqrt(variance.around(mean)) / people;
    return Outcome.of(new Estimate(mean, error, contacts(), degrees, worth, Range.EVERYTHING));
  }

  private double twoStage(double mean) {
    int drawn = clusters.size();
    double all = population;
    double[] totals = totals(mean);
    double between = all * all * (1 - drawn / all) * Moments.variance(totals) / drawn;
    double within = 0;
    for (Cluster one : clusters) {
      int m = one.values.length;
      double size = one.size;
      within += m < 2 ? 0 : size * size * (1 - m / size) * Moments.variance(one.values) / m;
    }
    return between + all / drawn * within;
  }

  private double[] totals(double mean) {
    return clusters.stream()
        .mapToDouble(one -> one.size * (Moments.mean(one.values) - mean))
        .toArray();
  }

  private double weight(Cluster one) {
    return (double) population / clusters.size() * one.size / one.values.length;
  }

  private int contacts() {
    return clusters.stream().mapToInt(one -> one.values.length).sum();
  }
}
