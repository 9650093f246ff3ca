package io.keypulse.report;

import io.keypulse.analysis.PulseView;
import io.keypulse.wave.WaveView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Wave by wave.
 *
 * @param picture null where nothing can be told
 * @param limited whether there are limits; rows have them only then
 * @param limits what they are, or why there are none
 */
record Course(@Nullable Trend picture, boolean limited, List<Row> rows, String limits) {
  record Row(String wave, String count, String share, String limits, String standing) {}

  static Course of(Findings.Course found, Phrases words) {
    if (!(found.pulse() instanceof PulseView pulse)) {
      return new Course(null, false, List.of(), words.sentence(words.why(found.pulse())));
    }
    List<String> days = found.waves().stream().map(WaveView::openedAt).map(words::day).toList();
    List<String> months = found.waves().stream().map(WaveView::openedAt).map(words::month).toList();
    List<Row> rows = new ArrayList<>();
    for (PulseView.Point point : pulse.points()) {
      rows.add(row(days.get(rows.size()), point, words));
    }
    boolean any = pulse.points().stream().anyMatch(point -> point.share().isPresent());
    return new Course(
        any
            ? Trend.of(
                pulse, months.stream().distinct().count() < months.size() ? days : months, words)
            : null,
        pulse.centre().isPresent(),
        rows,
        limits(pulse, found.baseline(), words));
  }

  private static Row row(String wave, PulseView.Point point, Phrases words) {
    ReportWording report = words.report();
    Optional<Integer> of = point.withOpinion();
    String missing = of.isPresent() ? report.tooFewShort() : report.withheldShort();
    return new Row(
        wave,
        of.map(n -> report.countOf(words.number(point.dissatisfied().orElse(0)), words.number(n)))
            .orElseGet(report::withheldShort),
        point.share().map(words::percent).orElse(missing),
        point
            .lowerLimit()
            .map(lowest -> words.percents(lowest, point.upperLimit().orElseThrow()))
            .orElse(missing),
        point
            .share()
            .map(any -> point.signal() ? report.outside() : report.within())
            .orElse(missing));
  }

  private static String limits(PulseView pulse, List<WaveView> baseline, Phrases words) {
    if (pulse.centre().isPresent()) {
      return words
          .report()
          .limitsOf(
              words.percent(pulse.centre().get()),
              words.tenths(pulse.sigmaZ().orElseThrow()),
              words.number(baseline.size()),
              words.day(baseline.getFirst().openedAt()),
              words.day(baseline.getLast().openedAt()));
    }
    return pulse.baselineWaves() < pulse.wavesForLimits()
        ? words
            .report()
            .noLimitsYet(words.number(pulse.baselineWaves()), words.number(pulse.wavesForLimits()))
        : words.report().noLimits();
  }
}
