package io.keypulse.analysis;

import io.keypulse.platform.Batch;
import io.keypulse.stats.PulseChart;
import io.keypulse.stats.Range;
import io.keypulse.wave.WaveLog;
import io.keypulse.wave.WaveView;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
public class PulseApi {
  private static final int MOST_WAVES = 24;
  private static final double LEAST_EXPECTED = 3;

  @Inject Comparisons comparisons;
  @Inject Promises promises;
  @Inject WaveLog waves;

  @Description("Wave by wave of one program: that of its newest wave, up to this, 24 at most.")
  @Transactional
  public List<PulseResult> pulse(@Source List<DissatisfactionView> asked) {
    return asked.stream().map(one -> pulse(one.scope())).toList();
  }

  private PulseResult pulse(Scope scope) {
    List<Integer> ids = comparisons.wavesUntil(scope.waveIds().getFirst(), MOST_WAVES);
    List<Comparisons.WaveCount> shown = new ArrayList<>();
    List<PulseView.Point> points = new ArrayList<>();
    for (Comparisons.WaveCount wave : comparisons.perWave(scope.in(ids))) {
      boolean withheld = promises.refuses(scope.in(List.of(wave.waveId()))).isPresent();
      if (!withheld && wave.withOpinion() > 0) {
        shown.add(wave);
      }
      points.add(point(wave, withheld));
    }
    if (shown.isEmpty()) {
      return promises
          .refuses(scope)
          .map(PulseResult.class::cast)
          .orElseGet(() -> Disclosure.tooFew(0, 1));
    }
    Optional<PulseChart.Limits> limits =
        PulseChart.limits(
                shown.stream()
                    .map(wave -> new PulseChart.Wave(wave.dissatisfied(), wave.withOpinion()))
                    .toList())
            .optional()
            .filter(
                one ->
                    shown.stream()
                        .allMatch(wave -> wave.withOpinion() * one.centre() >= LEAST_EXPECTED));
    return new PulseView(
        limits.map(PulseChart.Limits::centre),
        limits.map(PulseChart.Limits::sigmaZ),
        shown.size(),
        PulseChart.FEWEST_WAVES,
        limits.map(one -> within(points, shown, one)).orElse(points));
  }

  private static PulseView.Point point(Comparisons.WaveCount wave, boolean withheld) {
    boolean share = !withheld && wave.withOpinion() >= Disclosure.FEWEST_FOR_SHARE;
    return new PulseView.Point(
        withheld ? Optional.empty() : Optional.of(wave.dissatisfied()),
        withheld ? Optional.empty() : Optional.of(wave.withOpinion()),
        share ? Optional.of((double) wave.dissatisfied() / wave.withOpinion()) : Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        wave.waveId());
  }

  private static List<PulseView.Point> within(
      List<PulseView.Point> points, List<Comparisons.WaveCount> shown, PulseChart.Limits limits) {
    List<PulseView.Point> told = new ArrayList<>();
    int next = 0;
    for (PulseView.Point point : points) {
      if (next < shown.size() && shown.get(next).waveId() == point.waveKey()) {
        Range range = limits.shown().get(next++);
        told.add(
            new PulseView.Point(
                point.dissatisfied(),
                point.withOpinion(),
                point.share(),
                Optional.of(range.lower()),
                Optional.of(range.upper()),
                point.share().filter(share -> !range.contains(share)).isPresent(),
                point.waveKey()));
      } else {
        told.add(point);
      }
    }
    return told;
  }

  @Transactional
  public List<WaveView> wave(@Source List<PulseView.Point> asked) {
    return Batch.each(asked, PulseView.Point::waveKey, waves::waves);
  }
}
