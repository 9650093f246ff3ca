package io.keypulse.followup;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.keypulse.platform.Batch;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.Viewer;
import io.keypulse.staff.Colleagues;
import io.keypulse.staff.EmployeeView;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/** Whose turn a case was, and what was said to its customer and by them. */
@GraphQLApi
public class FollowUpWorkApi {
  @Inject FollowUpSteps steps;
  @Inject WayAhead ahead;
  @Inject WorkLog work;
  @Inject Proofs proofs;
  @Inject Colleagues colleagues;
  @Inject CurrentViewer viewer;

  @Description(
      "Whose turn it was: the responsible, then up the line, in the order of time; then whose turn it will be while"
          + " nobody acts, by the line, absences and policy of today.")
  @Transactional
  public List<List<FollowUpWorkView.@NonNull Step>> escalationPath(
      @Source List<FollowUpView> asked) {
    Map<Long, List<FollowUpSteps.Step>> past = paths(asked);
    Map<Long, List<FollowUpSteps.Step>> coming = ahead.of(past);
    return asked.stream()
        .map(
            one ->
                FollowUpWorkView.Step.path(
                    past.getOrDefault(one.key(), List.of()),
                    coming.getOrDefault(one.key(), List.of())))
        .toList();
  }

  @Description("When it goes one step up unless that is done; absent where nobody stands above.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<@Nullable OffsetDateTime> nextClimbAt(
      @Source List<FollowUpView> asked) {
    return Batch.eachOrNull(
        asked,
        FollowUpView::key,
        keys ->
            ahead.climbs(keys, paths(asked)).entrySet().stream()
                .collect(
                    toMap(Map.Entry::getKey, climb -> climb.getValue().atOffset(ZoneOffset.UTC))));
  }

  private Map<Long, List<FollowUpSteps.Step>> paths(List<FollowUpView> asked) {
    return steps.of(asked.stream().map(FollowUpView::key).toList()).stream()
        .collect(groupingBy(FollowUpSteps.Step::followUpId));
  }

  @Description("Whose turn it is by team and line.")
  @Transactional
  public List<EmployeeView> person(@Source List<FollowUpWorkView.Step> asked) {
    return Batch.each(asked, FollowUpWorkView.Step::personKey, colleagues::byIds);
  }

  @Description("Who acts for them, themselves while present; absent where nobody did.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<@Nullable EmployeeView> acting(
      @Source List<FollowUpWorkView.Step> asked) {
    return Batch.eachOrNull(asked, FollowUpWorkView.Step::actingKey, colleagues::byIds);
  }

  @Description("Whom it climbed past.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<@Nullable EmployeeView> past(
      @Source List<FollowUpWorkView.Step> asked) {
    return Batch.eachOrNull(asked, FollowUpWorkView.Step::pastKey, colleagues::byIds);
  }

  @Description("Attempts to speak to the customer, the earliest first.")
  @Transactional
  public List<List<FollowUpWorkView.@NonNull Talk>> contacts(@Source List<FollowUpView> asked) {
    Viewer current = viewer.require();
    return Batch.lists(
        asked,
        FollowUpView::key,
        work::talks,
        WorkLog.Talk::followUpId,
        talk -> FollowUpWorkView.Talk.of(talk, current));
  }

  @Description("Who logged it; absent for an administrator who is no employee.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<@Nullable EmployeeView> by(
      @Source List<FollowUpWorkView.Talk> asked) {
    return Batch.eachOrNull(asked, FollowUpWorkView.Talk::byKey, colleagues::byIds);
  }

  @Description("What the customer will read above the next question to them.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<FollowUpWorkView.@Nullable Line> customerLine(
      @Source List<FollowUpView> asked) {
    Viewer current = viewer.require();
    return Batch.eachOrNull(
        asked,
        FollowUpView::key,
        keys ->
            work.lines(keys).stream()
                .collect(
                    toMap(
                        WorkLog.Line::followUpId,
                        line -> FollowUpWorkView.Line.of(line, current))));
  }

  @Transactional
  public @io.smallrye.graphql.api.Nullable List<@Nullable EmployeeView> approvedBy(
      @Source List<FollowUpWorkView.Line> asked) {
    return Batch.eachOrNull(asked, FollowUpWorkView.Line::byKey, colleagues::byIds);
  }

  @Description("What the customer was asked after each resolution.")
  @Transactional
  public List<List<FollowUpWorkView.@NonNull Proof>> proofs(@Source List<FollowUpView> asked) {
    return Batch.lists(
        asked, FollowUpView::key, proofs::of, Proofs.Proof::followUpId, FollowUpWorkView.Proof::of);
  }
}
