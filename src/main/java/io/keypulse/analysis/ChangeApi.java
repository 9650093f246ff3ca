package io.keypulse.analysis;

import io.keypulse.platform.Selection;
import io.keypulse.wave.WaveLog;
import io.keypulse.wave.WaveView;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
public class ChangeApi {
  @Inject Comparisons comparisons;
  @Inject Promises promises;
  @Inject AccountChanges accounts;
  @Inject PeopleChanges people;
  @Inject WaveLog waves;

  @Description("Against as many waves of the same programs before.")
  @Transactional
  public List<ChangeResult> change(@Source List<DissatisfactionView> asked) {
    return asked.stream().map(one -> change(one.scope())).toList();
  }

  private ChangeResult change(Scope scope) {
    List<Integer> before = comparisons.wavesBefore(scope.waveIds());
    if (before.isEmpty()) {
      return new InsufficientData(WithheldReason.NOTHING_BEFORE, 0, 1);
    }
    int times = Selection.objects();
    if (promises.of(scope.waveIds()).isEmpty() && promises.of(before).isEmpty()) {
      return accounts.of(scope, before, times);
    }
    return promises
        .refuses(scope)
        .or(() -> promises.refuses(scope.in(before)))
        .map(ChangeResult.class::cast)
        .orElseGet(() -> people.of(scope, before, times));
  }

  @Description("What it is compared with, newest first.")
  @Transactional
  public List<List<@NonNull WaveView>> before(@Source List<ChangeView> asked) {
    List<Integer> ids = asked.stream().flatMap(one -> one.beforeKeys().stream()).toList();
    Map<Integer, WaveView> found = waves.waves(ids);
    return asked.stream()
        .map(
            one ->
                one.beforeKeys().stream().map(id -> Objects.requireNonNull(found.get(id))).toList())
        .toList();
  }
}
