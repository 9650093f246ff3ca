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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
public class PulseApi {
  private static final int MOST_WAVES = 24;
  private static final double LEAST_EXPECTED = 3;

  @Inject Comparisons comparisons;
  @Inject TalliesOfWaves tallies;
  @Inject Promises promises;
  @Inject WaveLog waves;

  @Description("Wave by wave of one program: that of its newest wave, up to this, 24 at most.")
  @Transactional
  public List<PulseResult> pulse(@Source List<DissatisfactionView> asked) {
    return asked.stream().map(one -> pulse(one.scope())).toList();
  }

  /**
   * What a wave says by itself.
   *
   * @param share weighted by the strata of its draw, as everywhere
   * @param worth how many unweighted answers that is
   */
  private record Count(int waveId, Tally people, double share, double worth, boolean withheld) {
    static Count of(int waveId, List<Tally> strata, boolean withheld) {
      Tally people = strata.stream().reduce(Tally.NOTHING, Tally::plus);
      int of = people.withOpinion();
      return Strata.share(strata, Tally::dissatisfied)
          .map(
              weighted ->
                  new Count(
                      waveId,
                      people,
                      weighted.estimate().value(),
                      weighted.effectiveSample(),
                      withheld))
          .orElseGet(
              () ->
                  new Count(
                      waveId,
                      people,
                      of == 0 ? 0 : (double) people.dissatisfied() / of,
                      of,
                      withheld));
    }

    boolean isShown() {
      return !withheld && people.withOpinion() > 0;
    }

    PulseChart.Wave charted() {
      return new PulseChart.Wave(share * worth, worth);
    }

    PulseView.Point point() {
      return new PulseView.Point(
          withheld ? Optional.empty() : Optional.of(people.dissatisfied()),
          withheld ? Optional.empty() : Optional.of(people.withOpinion()),
          !withheld && people.withOpinion() >= Disclosure.FEWEST_FOR_SHARE
              ? Optional.of(share)
              : Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false,
          waveId);
    }
  }

  private PulseResult pulse(Scope scope) {
    List<Count> counts = counts(scope);
    List<Count> shown = counts.stream().filter(Count::isShown).toList();
    List<PulseView.Point> points = counts.stream().map(Count::point).toList();
    if (shown.isEmpty()) {
      return promises
          .refuses(scope)
          .map(PulseResult.class::cast)
          .orElseGet(() -> Disclosure.tooFew(0, 1));
    }
    Optional<PulseChart.Limits> limits =
        PulseChart.limits(shown.stream().map(Count::charted).toList())
            .optional()
            .filter(
                one ->
                    shown.stream().allMatch(wave -> wave.worth() * one.centre() >= LEAST_EXPECTED));
    return new PulseView(
        limits.map(PulseChart.Limits::centre),
        limits.map(PulseChart.Limits::sigmaZ),
        shown.size(),
        PulseChart.FEWEST_WAVES,
        limits.map(one -> within(points, shown, one)).orElse(points));
  }

  /** Of the waves that anybody of the scope answered, the oldest first. */
  private List<Count> counts(Scope scope) {
    List<Integer> ids = comparisons.wavesUntil(scope.waveIds().getFirst(), MOST_WAVES);
    Map<Integer, List<Tally>> strata = tallies.of(scope.in(ids));
    return ids.reversed().stream()
        .filter(strata::containsKey)
        .map(
            id ->
                Count.of(
                    id,
                    Objects.requireNonNull(strata.get(id)),
                    promises.refuses(scope.in(List.of(id))).isPresent()))
        .filter(wave -> wave.people().answered() > 0)
        .toList();
  }

  private static List<PulseView.Point> within(
      List<PulseView.Point> points, List<Count> shown, PulseChart.Limits limits) {
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
