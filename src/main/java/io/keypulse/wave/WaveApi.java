package io.keypulse.wave;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.keypulse.platform.Batch;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Page;
import io.keypulse.platform.Selection;
import io.keypulse.survey.SurveyProgramView;
import io.keypulse.survey.Surveyor;
import io.smallrye.graphql.api.Nullable;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
public class WaveApi {
  @Inject Waves waves;
  @Inject WaveKeeper keeper;
  @Inject Surveyor surveyor;
  @Inject CurrentViewer viewer;
  @Inject InstantSource clock;

  @Input("WaveOpenInput")
  public record WaveOpen(@Id String programId) {}

  @Input("WaveCloseInput")
  public record WaveClose(@Id String waveId) {}

  @Query("waves")
  @Description("All waves, newest first. first: 1 to 100, 25 unless said.")
  @Transactional
  public WaveView.Connection waves(@Nullable Integer first, @Nullable String after) {
    viewer.require();
    Page page = Page.of("waves", first, after);
    Page.Slice<WaveView> slice =
        page.slice(
            waves.page(page).stream().map(WaveView::of).toList(),
            wave -> new Page.Key("", wave.key()));
    return new WaveView.Connection(
        slice.edges(WaveView.Edge::new),
        slice.rows(),
        slice.pageInfo(),
        Selection.has("totalCount") ? Optional.of((int) waves.count()) : Optional.empty());
  }

  @Query("wave")
  @Description("One wave; null when there is none.")
  @Transactional
  public Optional<WaveView> wave(@Id String id) {
    viewer.require();
    return waves.findByIdOptional(GlobalId.parseInt(WaveView.TYPE, id, "id")).map(WaveView::of);
  }

  @Mutation("waveOpen")
  @Description(
      "Freezes the frame and draws now; for administrators. WRONG_STATE while a wave of the program is open.")
  @Transactional(Transactional.TxType.NEVER)
  public WaveView waveOpen(WaveOpen input) {
    viewer.requireAdmin();
    int programId = GlobalId.parseInt(SurveyProgramView.TYPE, input.programId(), "programId");
    return view(keeper.openNow(programId, clock.instant()));
  }

  @Mutation("waveClose")
  @Description(
      "Ends a wave: what is not sent is skipped, no answer counts any more; for administrators.")
  @Transactional(Transactional.TxType.NEVER)
  public WaveView waveClose(WaveClose input) {
    viewer.requireAdmin();
    int waveId = GlobalId.parseInt(WaveView.TYPE, input.waveId(), "waveId");
    keeper.close(waveId, clock.instant());
    return view(waveId);
  }

  @Transactional
  public List<SurveyProgramView> program(@Source List<WaveView> asked) {
    List<Integer> ids = asked.stream().map(WaveView::programId).toList();
    return Batch.each(asked, WaveView::programId, surveyor.programs(ids));
  }

  @Description(
      "Why contacts of key accounts could not be drawn, counted over the accounts this viewer sees.")
  @Transactional
  public List<List<WaveView.@NonNull ExclusionCount>> exclusions(@Source List<WaveView> asked) {
    Map<Integer, List<WaveView.ExclusionCount>> byWave =
        waves.excluded(asked.stream().map(WaveView::key).toList()).stream()
            .collect(
                groupingBy(
                    Waves.Excluded::waveId,
                    mapping(
                        row ->
                            new WaveView.ExclusionCount(
                                Exclusion.valueOf(row.reason()), row.count()),
                        toList())));
    return Batch.lists(asked, WaveView::key, byWave);
  }

  @Transactional
  WaveView view(int waveId) {
    return WaveView.of(waves.findById(waveId));
  }
}
