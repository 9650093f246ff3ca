package io.keypulse.response;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.keypulse.platform.Batch;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Heard;
import io.keypulse.platform.Notice;
import io.keypulse.platform.Refused;
import io.keypulse.survey.Confidentiality;
import io.keypulse.wave.WaveLog;
import io.keypulse.wave.WaveView;
import io.smallrye.graphql.api.Subscription;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
public class WaveProgressApi {
  @Inject Dispositions dispositions;
  @Inject WaveLog waves;

  @Subscription("waveProgress")
  @Description(
      "How far this wave has come, each time it has come further, every two seconds at most, while it is open. Read"
          + " Wave.progress once after subscribing. NOT_FOUND.")
  @Heard("keypulse_wave")
  @Transactional
  public Multi<WaveProgressView> waveProgress(@Id String waveId) {
    int asked = GlobalId.parseInt(WaveView.TYPE, waveId, "waveId");
    if (Notice.isFirst()) {
      if (waves.waves(List.of(asked)).isEmpty()) {
        throw Refused.notFound("waveId", "There is no such wave.");
      }
      return Multi.createFrom().empty();
    }
    return asked == Integer.parseInt(Notice.text())
        ? Multi.createFrom()
            .items(dispositions.progress(List.of(asked)).stream().map(WaveProgressView::of))
        : Multi.createFrom().empty();
  }

  @Description("How far it has come; waveProgress tells when it has come further.")
  @Transactional
  public List<WaveProgressView> progress(@Source List<WaveView> asked) {
    Map<Integer, WaveProgressView> found =
        dispositions.progress(asked.stream().map(WaveView::key).toList()).stream()
            .collect(toMap(Dispositions.Progress::waveId, WaveProgressView::of));
    return Batch.each(asked, WaveView::key, found);
  }

  @Description("What became of everyone who was drawn.")
  @Transactional
  public List<DispositionsView> dispositions(@Source List<WaveView> asked) {
    Map<Integer, List<Dispositions.Count>> byWave =
        dispositions.counts(asked.stream().map(WaveView::key).toList()).stream()
            .collect(groupingBy(Dispositions.Count::waveId));
    return asked.stream()
        .map(
            wave ->
                DispositionsView.of(
                    byWave.getOrDefault(wave.key(), List.of()),
                    wave.confidentiality().kind() == Confidentiality.Kind.NAMED))
        .toList();
  }

  @Transactional
  public List<WaveView> wave(@Source List<WaveProgressView> asked) {
    return Batch.each(asked, WaveProgressView::waveKey, waves::waves);
  }
}
