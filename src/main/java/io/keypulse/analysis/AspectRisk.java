package io.keypulse.analysis;

import io.keypulse.stats.Heard;
import io.keypulse.stats.RevenueWeighted;
import io.keypulse.survey.Aspect;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What accounts with an opinion of an aspect bought, and what of it stands with complaints. */
record AspectRisk(Aspect aspect, int accounts, double revenue, RevenueWeighted.AtRisk risk) {
  /**
   * @param opinions of accounts that are in {@code of}
   */
  static Optional<AspectRisk> of(
      Aspect aspect, List<Comparisons.AspectOpinion> opinions, MoneyView.Basis of) {
    double[] revenue = opinions.stream().mapToDouble(one -> bought(one, of).revenue()).toArray();
    List<Heard> people = opinions.stream().map(one -> heard(one, bought(one, of))).toList();
    double[] chances = opinions.stream().mapToDouble(one -> bought(one, of).chance()).toArray();
    return RevenueWeighted.share(revenue, people, chances, of.asked())
        .map(
            risk ->
                new AspectRisk(
                    aspect,
                    (int) Arrays.stream(revenue).filter(one -> one > 0).count(),
                    Arrays.stream(revenue).sum(),
                    risk))
        .optional();
  }

  private static MoneyView.Bought bought(Comparisons.AspectOpinion by, MoneyView.Basis of) {
    return Objects.requireNonNull(of.answered().get(by.accountId()));
  }

  /** Opinions are read a moment after the frame: an answer may have come between. */
  private static Heard heard(Comparisons.AspectOpinion said, MoneyView.Bought bought) {
    return new Heard(
        said.dissatisfied(),
        said.withOpinion(),
        Math.max(said.withOpinion(), bought.inFrame() - said.noOpinion()));
  }

  double atRisk() {
    return revenue * risk.share().value();
  }
}
