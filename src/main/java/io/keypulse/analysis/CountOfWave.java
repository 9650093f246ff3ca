package io.keypulse.analysis;

import io.keypulse.stats.PulseChart;
import io.keypulse.stats.UnequalShare;
import java.util.List;
import java.util.Optional;

/**
 * What a wave says by itself.
 *
 * @param share weighted by the strata of its draw, and by chances where they differ, as everywhere
 * @param worth how many unweighted answers that is
 */
record CountOfWave(
    Comparisons.Past wave, Tally people, double share, double worth, boolean withheld) {
  static CountOfWave of(Comparisons.Past wave, List<Tally> strata, boolean withheld) {
    Tally people = strata.stream().reduce(Tally.NOTHING, Tally::plus);
    int of = people.withOpinion();
    return Strata.share(strata, Tally::dissatisfied)
        .map(
            weighted ->
                new CountOfWave(
                    wave, people, weighted.heard().value(), weighted.heard().worth(), withheld))
        .orElseGet(
            () ->
                new CountOfWave(
                    wave, people, of == 0 ? 0 : (double) people.dissatisfied() / of, of, withheld));
  }

  /**
   * Where not all were as likely to be heard: as their share is told.
   *
   * @param strata empty where all were
   * @param effect likewise 1; what answers in confidence are worth less by
   */
  CountOfWave byChance(List<UnequalShare.Stratum> strata, double effect) {
    if (strata.isEmpty() && effect == 1) {
      return this;
    }
    return wave.confidential()
        ? new CountOfWave(wave, people, share, worth / effect, withheld)
        : UnequalShare.of(strata)
            .map(
                told ->
                    new CountOfWave(wave, people, told.value(), told.effectiveSample(), withheld))
            .optional()
            .orElse(this);
  }

  boolean isShown() {
    return !withheld && people.withOpinion() > 0;
  }

  PulseChart.Wave charted() {
    return new PulseChart.Wave(share * worth, worth);
  }

  /**
   * @param chart absent where no limits are for this wave
   */
  PulseView.Point point(Optional<PulseChart> chart) {
    var limits = chart.filter(any -> isShown()).flatMap(one -> one.shown(charted()).optional());
    Optional<Double> told =
        !withheld && people.withOpinion() >= Disclosure.FEWEST_FOR_SHARE
            ? Optional.of(share)
            : Optional.empty();
    return new PulseView.Point(
        withheld ? Optional.empty() : Optional.of(people.dissatisfied()),
        withheld ? Optional.empty() : Optional.of(people.withOpinion()),
        told,
        limits.map(range -> range.lower()),
        limits.map(range -> range.upper()),
        told.filter(known -> limits.filter(range -> !range.contains(known)).isPresent())
            .isPresent(),
        wave.id());
  }
}
