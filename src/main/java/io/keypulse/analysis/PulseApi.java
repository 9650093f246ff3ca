package io.keypulse.analysis;

import io.keypulse.platform.Batch;
import io.keypulse.stats.PulseChart;
import io.keypulse.wave.WaveLog;
import io.keypulse.wave.WaveView;
import io.smallrye.graphql.api.Nullable;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
public class PulseApi {
  @Inject PulseWaves read;
  @Inject Promises promises;
  @Inject WaveLog waves;

  @Description(
      "Wave by wave of one program: that of its newest wave, up to this, 24 at most. baselineFrom declares a change: the wave"
          + " of this program with which what is usual begins anew; the program's first unless said.")
  @Transactional
  public List<PulseResult> pulse(
      @Source List<DissatisfactionView> asked,
      @Nullable @Id @org.jspecify.annotations.Nullable String baselineFrom) {
    return asked.stream().map(one -> pulse(one.scope(), baselineFrom)).toList();
  }

  private PulseResult pulse(Scope scope, @org.jspecify.annotations.Nullable String from) {
    PulseWaves.Read found = read.of(scope, from);
    int shown = (int) found.plotted().stream().filter(CountOfWave::isShown).count();
    if (shown == 0) {
      return promises
          .refuses(scope)
          .map(PulseResult.class::cast)
          .orElseGet(() -> Disclosure.tooFew(0, 1));
    }
    List<CountOfWave> baseline = usual(found.first());
    Optional<PulseChart> chart =
        PulseChart.of(baseline.stream().map(CountOfWave::charted).toList()).optional();
    return new PulseView(
        chart.map(PulseChart::centre),
        chart.map(PulseChart::sigmaZ),
        shown,
        baseline.size(),
        PulseChart.FEWEST_WAVES,
        found.plotted().stream()
            .map(wave -> wave.point(chart.filter(any -> found.measures(wave))))
            .toList(),
        baseline.stream().map(wave -> wave.wave().id()).toList());
  }

  /** Of those in which nothing more is said, and that anybody may see. */
  private static List<CountOfWave> usual(List<CountOfWave> first) {
    List<CountOfWave> settled =
        first.stream().filter(wave -> wave.wave().closed() && wave.isShown()).toList();
    return PulseChart.baseline(settled.stream().map(CountOfWave::charted).toList()).stream()
        .map(settled::get)
        .toList();
  }

  @Description("What the limits are made of, or are going to be, the oldest first.")
  @Transactional
  public List<List<@NonNull WaveView>> baseline(@Source List<PulseView> asked) {
    Map<Integer, WaveView> known =
        waves.waves(asked.stream().flatMap(one -> one.baselineKeys().stream()).toList());
    return asked.stream()
        .map(
            one ->
                one.baselineKeys().stream()
                    .map(id -> Objects.requireNonNull(known.get(id)))
                    .toList())
        .toList();
  }

  @Transactional
  public List<WaveView> wave(@Source List<PulseView.Point> asked) {
    return Batch.each(asked, PulseView.Point::waveKey, waves::waves);
  }
}
