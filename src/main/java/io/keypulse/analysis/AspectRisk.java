package io.keypulse.analysis;

import io.keypulse.stats.Heard;
import io.keypulse.survey.Aspect;
import java.util.List;
import java.util.Objects;

/** What accounts with an opinion of an aspect bought, and what of it stands with complaints. */
record AspectRisk(Aspect aspect, MoneyShare money) {
  /**
   * @param opinions of accounts that are in {@code of}
   */
  static AspectRisk of(
      String aspect, List<Comparisons.AspectOpinion> opinions, MoneyView.Basis of) {
    return new AspectRisk(
        Aspect.valueOf(aspect),
        MoneyShare.of(opinions.stream().map(one -> account(one, of)).toList(), of.asked()));
  }

  private static MoneyShare.Account account(Comparisons.AspectOpinion said, MoneyView.Basis of) {
    MoneyView.Bought bought = Objects.requireNonNull(of.answered().get(said.accountId()));
    return new MoneyShare.Account(heard(said, bought), bought.chance(), bought.revenue());
  }

  /** Opinions are read a moment after the frame: an answer may have come between. */
  private static Heard heard(Comparisons.AspectOpinion said, MoneyView.Bought bought) {
    return new Heard(
        said.dissatisfied(),
        said.withOpinion(),
        Math.max(said.withOpinion(), bought.inFrame() - said.noOpinion()));
  }
}
