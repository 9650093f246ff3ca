package io.keypulse.analysis;

import static java.util.stream.Collectors.groupingBy;

import io.keypulse.wave.WaveView;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Source;

/** Whose voice a wave lacks because they must not be asked now. */
@GraphQLApi
public class WithholdingApi {
  @Inject Withholdings withholdings;

  @Description("Who was drawn and not asked, and whether it is the dissatisfied.")
  @Transactional
  public List<WithholdingView> withholding(@Source List<WaveView> asked) {
    Map<Integer, List<Withholdings.Alike>> byWave =
        withholdings.of(asked.stream().map(WaveView::key).toList()).stream()
            .collect(groupingBy(Withholdings.Alike::waveId));
    return asked.stream()
        .map(wave -> WithholdingView.of(byWave.getOrDefault(wave.key(), List.of())))
        .toList();
  }
}
