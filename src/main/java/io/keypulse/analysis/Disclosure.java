package io.keypulse.analysis;

import static java.util.stream.Collectors.toSet;

import io.keypulse.stats.Estimate;
import io.keypulse.stats.FinitePopulation;
import io.keypulse.stats.Outcome;
import io.keypulse.stats.ProportionInterval;
import io.keypulse.stats.Range;
import io.keypulse.stats.TwoStageShare;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What may be shown of so many answers, for every figure that {@link Promises} allow, in this room
 * and after it: without answers nothing, of one to four no share, of five to nine a count and its
 * range, of ten to 29 a share, called wide where its interval is, from 30 on everything but an
 * interval of more than 30 points.
 */
public final class Disclosure {
  static final double LEVEL = 0.95;
  static final int FEWEST_TO_COUNT = 5;
  static final int FEWEST_FOR_SHARE = 10;
  static final int FEWEST_TO_COMPARE = 30;
  static final double WIDEST = 0.30;

  /** As wide as a plan makes it unless told: five points to each side. */
  private static final double NARROW = 0.10;

  private Disclosure() {}

  /**
   * Of accounts, each by the part of its people, and by the inverse of its chance to be drawn:
   * those who are silent in an account that was heard are part of the doubt, and so are accounts of
   * strata without any opinion, none or all of them. Of accounts that were not heard at least one
   * is silent each, but where nobody has an opinion.
   *
   * @param strata of all people of these accounts, read a moment before them: an answer may have
   *     come between
   */
  static ShareResult ofAccounts(List<Counts.EqualAccounts> equal, List<Tally> strata) {
    int accounts = accounts(equal, some -> some.people() > 0);
    List<Counts.EqualAccounts> heard =
        equal.stream().filter(some -> some.withOpinion() > 0).toList();
    int of = accounts(heard, any -> true);
    int count = accounts(heard, some -> some.dissatisfied() > 0);
    Set<String> told = heard.stream().map(Counts.EqualAccounts::stratum).collect(toSet());
    int unheard = accounts(equal, some -> some.people() > 0 && !told.contains(some.stratum()));
    if (of < FEWEST_TO_COUNT) {
      return tooFew(of, FEWEST_TO_COUNT);
    }
    if (of < FEWEST_FOR_SHARE) {
      Tally people = strata.stream().reduce(Tally.NOTHING, Tally::plus);
      int silent = people.possible() - people.withOpinion();
      return fewAccounts(count, of, accounts, unheard, Math.min(silent, accounts - count));
    }
    Chances chances = Chances.of(equal, strata);
    Estimate estimate =
        TwoStageShare.mean(
                heard.stream()
                    .map(
                        some ->
                            new TwoStageShare.Clusters(
                                some.heard(), chances.of(some), some.accounts()))
                    .toList(),
                accounts - unheard)
            .orElseThrow();
    Range heardOf = estimate.kornGraubard(LEVEL).orElseThrow();
    if (of >= FEWEST_TO_COMPARE && heardOf.width() > WIDEST) {
      return tooWide(of, heardOf);
    }
    Range range = heardOf.among(accounts - unheard, unheard);
    return new ShareView(
        ShareView.Unit.ACCOUNTS,
        count,
        of,
        accounts,
        estimate.value(),
        LEVEL,
        range.lower(),
        range.upper(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        ShareView.Method.CLUSTERED_BY_ACCOUNT,
        Math.min(of, estimate.effectiveSample()),
        unheard,
        isWide(of, range));
  }

  /**
   * Of so many of so many, each a witness of its own, who stand for a process that goes on:
   * Wilson's interval.
   *
   * @param few the reason of fewer than ten, where there are any
   */
  public static Disclosed ofIndependent(int count, int of, WithheldReason few) {
    return of < FEWEST_FOR_SHARE
        ? tooFewForShare(of, few)
        : disclosed(
            (double) count / of, ProportionInterval.wilson(count, of, LEVEL).orElseThrow(), of, of);
  }

  /**
   * Korn and Graubard's interval.
   *
   * @param of how many the estimate stands on
   * @param worth of how many equal ones at most: an interval of more than ten points of fewer than
   *     30 of these is wide too
   * @param few the reason of fewer than ten, where there are any
   */
  public static Disclosed ofEstimate(
      Outcome<Estimate> estimate, int of, double worth, WithheldReason few) {
    if (of < FEWEST_FOR_SHARE) {
      return tooFewForShare(of, few);
    }
    Estimate known = estimate.orElseThrow();
    return disclosed(
        known.value(), known.kornGraubard(LEVEL).orElseThrow(), of, Math.min(of, worth));
  }

  private static Disclosed disclosed(double share, Range range, int of, double worth) {
    return of >= FEWEST_TO_COMPARE && range.width() > WIDEST
        ? new Disclosed.Withheld(tooWide(of, range))
        : new Disclosed.Share(share, range, isWide(worth, range));
  }

  private static Disclosed tooFewForShare(int have, WithheldReason few) {
    return new Disclosed.Withheld(
        new InsufficientData(have == 0 ? WithheldReason.NO_ANSWERS : few, have, FEWEST_FOR_SHARE));
  }

  private static int accounts(
      List<Counts.EqualAccounts> equal, Predicate<Counts.EqualAccounts> which) {
    return equal.stream().filter(which).mapToInt(Counts.EqualAccounts::accounts).sum();
  }

  /**
   * @param open accounts in which nobody is dissatisfied yet and somebody is silent, at most
   */
  private static FewAnswersView fewAccounts(
      int count, int of, int accounts, int unheard, int open) {
    int fewest =
        FinitePopulation.interval(count, of, accounts - unheard, LEVEL).orElseThrow().lowest();
    return new FewAnswersView(
        ShareView.Unit.ACCOUNTS,
        count,
        of,
        accounts,
        LEVEL,
        Math.min(fewest, count + open),
        count + open);
  }

  /** Few answers, or strata of which nothing is known, that make an interval wide. */
  static boolean isWide(double answers, Range range) {
    return range.width() > (answers < FEWEST_TO_COMPARE ? NARROW : WIDEST);
  }

  /** What may not be told is not computed. */
  static ShareResult unless(Optional<Suppressed> refused, Supplier<ShareResult> share) {
    return refused.<ShareResult>map(one -> one).orElseGet(share);
  }

  static InsufficientData tooFew(int have, int need) {
    return new InsufficientData(
        have == 0 ? WithheldReason.NO_ANSWERS : WithheldReason.TOO_FEW_ANSWERS, have, need);
  }

  static InsufficientData tooWide(int have, Range range) {
    double times = range.width() / WIDEST;
    return new InsufficientData(
        WithheldReason.INTERVAL_TOO_WIDE, have, (int) Math.ceil(have * times * times));
  }
}
