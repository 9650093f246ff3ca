package io.keypulse.followup;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import io.keypulse.platform.Batch;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.Viewer;
import io.keypulse.staff.Colleagues;
import io.keypulse.staff.EmployeeView;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/** What was done about a case. */
@GraphQLApi
public class FollowUpWorkApi {
  @Inject FollowUpSteps steps;
  @Inject WayAhead ahead;
  @Inject WorkLog work;
  @Inject Proofs proofs;
  @Inject Colleagues colleagues;
  @Inject CurrentViewer viewer;

  @Query("followUpCauses")
  @Description("The tree of causes, each below the one it belongs to.")
  @Transactional
  public List<FollowUpWorkView.@NonNull Cause> followUpCauses() {
    viewer.require();
    return work.causes().stream().map(FollowUpWorkView.Cause::of).toList();
  }

  @Description(
      "Whose turn it was: the responsible, then up the line, in the order of time; then whose turn it will be while"
          + " nobody acts, by the line, absences and policy of today.")
  @Transactional
  public List<List<FollowUpWorkView.@NonNull Step>> escalationPath(
      @Source List<FollowUpView> asked) {
    Map<Long, List<FollowUpSteps.Step>> past =
        steps.of(keys(asked)).stream().collect(groupingBy(FollowUpSteps.Step::followUpId));
    Map<Long, List<FollowUpSteps.Step>> coming = ahead.of(past);
    return asked.stream()
        .map(
            one ->
                FollowUpWorkView.Step.path(
                    past.getOrDefault(one.key(), List.of()),
                    coming.getOrDefault(one.key(), List.of())))
        .toList();
  }

  @Description("Whose turn it is by team and line.")
  @Transactional
  public List<EmployeeView> person(@Source List<FollowUpWorkView.Step> asked) {
    return Batch.each(
        asked,
        FollowUpWorkView.Step::personKey,
        colleagues.byIds(asked.stream().map(FollowUpWorkView.Step::personKey).toList()));
  }

  @Description("Who acts for them, themselves while present; absent where nobody did.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<@Nullable EmployeeView> acting(
      @Source List<FollowUpWorkView.Step> asked) {
    return people(asked, FollowUpWorkView.Step::actingKey);
  }

  @Description("Whom it climbed past.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<@Nullable EmployeeView> past(
      @Source List<FollowUpWorkView.Step> asked) {
    return people(asked, FollowUpWorkView.Step::pastKey);
  }

  @Description("Attempts to speak to the customer, the earliest first.")
  @Transactional
  public List<List<FollowUpWorkView.@NonNull Talk>> contacts(@Source List<FollowUpView> asked) {
    Viewer current = viewer.require();
    Map<Long, List<FollowUpWorkView.Talk>> found =
        work.talks(keys(asked)).stream()
            .collect(
                groupingBy(
                    WorkLog.Talk::followUpId,
                    mapping(talk -> FollowUpWorkView.Talk.of(talk, current), toList())));
    return Batch.lists(asked, FollowUpView::key, found);
  }

  @Description("Who logged it; absent for an administrator who is no employee.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<@Nullable EmployeeView> by(
      @Source List<FollowUpWorkView.Talk> asked) {
    return people(asked, FollowUpWorkView.Talk::byKey);
  }

  @Description("What was the cause; absent until somebody says.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<FollowUpWorkView.@Nullable Cause> cause(
      @Source List<FollowUpView> asked) {
    Map<Integer, FollowUpWorkView.Cause> found =
        work.causes().stream().collect(toMap(WorkLog.Cause::id, FollowUpWorkView.Cause::of));
    return Batch.eachOrNull(asked, FollowUpView::causeKey, found);
  }

  @Description("What is done about it, the next due first.")
  @Transactional
  public List<List<FollowUpWorkView.@NonNull Action>> actions(@Source List<FollowUpView> asked) {
    Map<Long, List<FollowUpWorkView.Action>> found =
        work.actions(keys(asked)).stream()
            .collect(
                groupingBy(
                    WorkLog.Action::followUpId, mapping(FollowUpWorkView.Action::of, toList())));
    return Batch.lists(asked, FollowUpView::key, found);
  }

  @Transactional
  public List<EmployeeView> owner(@Source List<FollowUpWorkView.Action> asked) {
    return Batch.each(
        asked,
        FollowUpWorkView.Action::ownerKey,
        colleagues.byIds(asked.stream().map(FollowUpWorkView.Action::ownerKey).toList()));
  }

  @Description("What the customer will read above the next question to them.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<FollowUpWorkView.@Nullable Line> customerLine(
      @Source List<FollowUpView> asked) {
    Map<Long, FollowUpWorkView.Line> found =
        work.lines(keys(asked)).stream()
            .collect(toMap(WorkLog.Line::followUpId, FollowUpWorkView.Line::of));
    return Batch.eachOrNull(asked, FollowUpView::key, found);
  }

  @Transactional
  public @io.smallrye.graphql.api.Nullable List<@Nullable EmployeeView> approvedBy(
      @Source List<FollowUpWorkView.Line> asked) {
    return people(asked, FollowUpWorkView.Line::byKey);
  }

  @Description("What the customer was asked after each resolution.")
  @Transactional
  public List<List<FollowUpWorkView.@NonNull Proof>> proofs(@Source List<FollowUpView> asked) {
    Map<Long, List<FollowUpWorkView.Proof>> found =
        proofs.of(keys(asked)).stream()
            .collect(
                groupingBy(
                    Proofs.Proof::followUpId, mapping(FollowUpWorkView.Proof::of, toList())));
    return Batch.lists(asked, FollowUpView::key, found);
  }

  private <T> List<@Nullable EmployeeView> people(
      List<T> asked, Function<T, @Nullable Integer> key) {
    List<Integer> ids =
        asked.stream().map(key).filter(Objects::nonNull).map(Objects::requireNonNull).toList();
    return Batch.eachOrNull(asked, key, colleagues.byIds(ids));
  }

  private static List<Long> keys(List<FollowUpView> asked) {
    return asked.stream().map(FollowUpView::key).toList();
  }
}
