package io.keypulse.analysis;

import io.keypulse.stats.MeanShare;
import io.keypulse.stats.PairedShares;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Accounts in which somebody was or is dissatisfied, or nobody, overall or with an aspect, and the
 * sums that {@link PairedShares} and {@link MeanShare} take of them.
 *
 * @param aspect empty overall
 * @param was absent where nobody had an opinion before
 * @param is absent where nobody has one now
 * @param counts whether those that were heard only once could have been heard the other time only
 * @param weights v of each, as the sums after it; 1 of those that were heard both times
 * @param split whether some were and some were not, before or now
 */
record Moved(
    String aspect,
    @Nullable Boolean was,
    @Nullable Boolean is,
    boolean split,
    boolean counts,
    int accounts,
    double differences,
    double squares,
    double byLot,
    double sharesBefore,
    double squaresBefore,
    double inversesBefore,
    double dissatisfiedBefore,
    double answersBefore,
    double sharesNow,
    double squaresNow,
    double inversesNow,
    double dissatisfiedNow,
    double answersNow,
    double weights,
    double weightedShares,
    double squaredWeights,
    double squaredShares,
    double squaredSquares,
    double squaredInverses) {
  boolean bothTimes() {
    return was != null && is != null;
  }

  boolean onlyBefore() {
    return is == null;
  }

  boolean onlyNow() {
    return was == null;
  }

  boolean unhappyBefore() {
    return Boolean.TRUE.equals(was);
  }

  boolean unhappyNow() {
    return Boolean.TRUE.equals(is);
  }

  static int accounts(List<Moved> of, Predicate<Moved> which) {
    return of.stream().filter(which).mapToInt(Moved::accounts).sum();
  }

  /** Of accounts that were heard both times. */
  static PairedShares pairs(List<Moved> of) {
    return of.stream()
        .filter(Moved::bothTimes)
        .map(some -> new PairedShares(some.accounts, some.differences, some.squares, some.byLot))
        .reduce(PairedShares.NOTHING, PairedShares::plus);
  }

  /** Of those that were heard before. */
  static MeanShare before(List<Moved> of) {
    return of.stream()
        .filter(some -> some.was != null)
        .map(
            some ->
                MeanShare.alike(
                    some.accounts,
                    some.sharesBefore,
                    some.squaresBefore,
                    some.inversesBefore,
                    some.dissatisfiedBefore,
                    some.answersBefore))
        .reduce(MeanShare.NOTHING, MeanShare::plus);
  }

  /** Of those that are heard now. */
  static MeanShare now(List<Moved> of) {
    return of.stream()
        .filter(some -> some.is != null)
        .map(
            some ->
                MeanShare.alike(
                    some.accounts,
                    some.sharesNow,
                    some.squaresNow,
                    some.inversesNow,
                    some.dissatisfiedNow,
                    some.answersNow))
        .reduce(MeanShare.NOTHING, MeanShare::plus);
  }

  /** Of those that were heard only once, each by the inverse of its chance to be drawn then. */
  static MeanShare once(List<Moved> of) {
    return of.stream()
        .filter(some -> !some.bothTimes())
        .map(
            some ->
                new MeanShare(
                    some.accounts,
                    some.weights,
                    some.weightedShares,
                    some.squaredWeights,
                    some.squaredShares,
                    some.squaredSquares,
                    some.squaredInverses,
                    some.dissatisfiedBefore + some.dissatisfiedNow,
                    some.answersBefore + some.answersNow))
        .reduce(MeanShare.NOTHING, MeanShare::plus);
  }
}
