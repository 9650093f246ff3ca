package io.keypulse.analysis;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Refused;
import io.keypulse.stats.UnequalShare;
import io.keypulse.wave.WaveView;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The waves of a program that a pulse is of: those that are plotted, and those it is measured by.
 */
@ApplicationScoped
class PulseWaves {
  private static final int MOST_PLOTTED = 24;
  private static final int MOST_FOR_BASELINE = 48;

  @Inject Comparisons comparisons;
  @Inject TalliesOfWaves tallies;
  @Inject Promises promises;
  @Inject ToldStrata toldStrata;
  @Inject UnequalPeople unequalPeople;

  /**
   * Those that anybody of the scope answered, the oldest first.
   *
   * @param plotted the newest
   * @param first from where the limits begin, whatever is plotted: a wave more does not move them
   * @param earlier of the program, before the limits begin
   */
  record Read(List<CountOfWave> plotted, List<CountOfWave> first, List<Comparisons.Past> earlier) {
    boolean measures(CountOfWave wave) {
      return !earlier.contains(wave.wave());
    }
  }

  /**
   * @param from a wave of the program, from which on the baseline is; null for its first
   */
  Read of(Scope scope, @Nullable String from) {
    List<Comparisons.Past> course = comparisons.course(scope.waveIds().getFirst());
    int start = from == null ? 0 : place(from, course);
    List<Comparisons.Past> plotted =
        course.subList(Math.max(0, course.size() - MOST_PLOTTED), course.size());
    List<Comparisons.Past> first =
        course.subList(start, Math.min(course.size(), start + MOST_FOR_BASELINE));
    List<CountOfWave> counted =
        counted(
            scope,
            course.stream()
                .filter(wave -> first.contains(wave) || plotted.contains(wave))
                .toList());
    return new Read(
        counted.stream().filter(wave -> plotted.contains(wave.wave())).toList(),
        counted.stream().filter(wave -> first.contains(wave.wave())).toList(),
        course.subList(0, start));
  }

  private static int place(String from, List<Comparisons.Past> course) {
    int wave = GlobalId.parseInt(WaveView.TYPE, from, "baselineFrom");
    return IntStream.range(0, course.size())
        .filter(i -> course.get(i).id() == wave)
        .findFirst()
        .orElseThrow(
            () ->
                Refused.invalid(
                    "baselineFrom",
                    "The pulse is of one program, up to one wave; pass one of its waves up to that."));
  }

  private List<CountOfWave> counted(Scope scope, List<Comparisons.Past> waves) {
    Scope all = scope.in(waves.stream().map(Comparisons.Past::id).toList());
    Map<Integer, List<Tally>> strata = tallies.of(all);
    Map<Integer, List<UnequalShare.Stratum>> unequal = unequalPeople.ofEachWave(all);
    return waves.stream()
        .filter(wave -> strata.containsKey(wave.id()))
        .map(
            wave ->
                counted(
                        scope.in(List.of(wave.id())),
                        wave,
                        Objects.requireNonNull(strata.get(wave.id())))
                    .byChance(unequal.getOrDefault(wave.id(), List.of())))
        .filter(wave -> wave.people().answered() > 0)
        .toList();
  }

  private CountOfWave counted(Scope scope, Comparisons.Past wave, List<Tally> strata) {
    return wave.confidential()
        ? CountOfWave.of(wave, toldStrata.of(scope, strata), promises.refuses(scope).isPresent())
        : CountOfWave.of(wave, strata, false);
  }
}
