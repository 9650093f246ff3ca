package io.keypulse.wave;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.keypulse.platform.Batch;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Page;
import io.keypulse.platform.Selection;
import io.keypulse.survey.QuestionnaireView;
import io.keypulse.survey.Questions;
import io.keypulse.survey.SurveyProgramView;
import io.keypulse.survey.Surveyor;
import io.smallrye.graphql.api.Nullable;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
public class WaveApi {
  @Inject Waves waves;
  @Inject FrozenFrames frames;
  @Inject Surveyor surveyor;
  @Inject Questions questions;
  @Inject CurrentViewer viewer;

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

  @Transactional
  public List<SurveyProgramView> program(@Source List<WaveView> asked) {
    return Batch.each(asked, WaveView::programId, surveyor::programs);
  }

  @Description(
      "Why contacts of accounts of the population could not be drawn, counted over the accounts this viewer sees.")
  @Transactional
  public List<List<WaveView.@NonNull ExclusionCount>> exclusions(@Source List<WaveView> asked) {
    Map<Integer, List<WaveView.ExclusionCount>> byWave =
        frames.excluded(asked.stream().map(WaveView::key).toList()).stream()
            .collect(
                groupingBy(
                    FrozenFrames.Excluded::waveId,
                    mapping(
                        row ->
                            new WaveView.ExclusionCount(
                                Exclusion.valueOf(row.reason()), row.count()),
                        toList())));
    return Batch.lists(asked, WaveView::key, byWave);
  }

  @Description(
      "Contacts who could be drawn and must not be asked now, counted over the accounts this viewer sees.")
  @Transactional
  public List<List<WaveView.@NonNull BlockCount>> blocks(@Source List<WaveView> asked) {
    Map<Integer, List<WaveView.BlockCount>> byWave =
        frames.blocked(asked.stream().map(WaveView::key).toList()).stream()
            .collect(
                groupingBy(
                    FrozenFrames.Withheld::waveId,
                    mapping(
                        row ->
                            new WaveView.BlockCount(
                                Block.valueOf(row.reason()), row.contacts(), row.withheld()),
                        toList())));
    return Batch.lists(asked, WaveView::key, byWave);
  }

  @Description("What it asks, as it was when it opened.")
  @Transactional
  public List<QuestionnaireView> questionnaire(@Source List<WaveView> asked) {
    return Batch.each(asked, WaveView::questionnaireKey, questions::editions);
  }

  @Description("What the draw was divided into, in the order of their names, in the whole company.")
  @Transactional
  public List<List<WaveView.@NonNull Stratum>> strata(@Source List<WaveView> asked) {
    Map<Integer, List<WaveView.Stratum>> byWave =
        waves.strata(asked.stream().map(WaveView::key).toList()).stream()
            .collect(
                groupingBy(Waves.WaveStratum::waveId, mapping(WaveView.Stratum::of, toList())));
    return Batch.lists(asked, WaveView::key, byWave);
  }
}
