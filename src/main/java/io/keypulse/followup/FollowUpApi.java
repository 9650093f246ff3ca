package io.keypulse.followup;

import static java.util.stream.Collectors.toMap;

import io.keypulse.account.AccountView;
import io.keypulse.account.ContactView;
import io.keypulse.account.Customers;
import io.keypulse.platform.Batch;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Heard;
import io.keypulse.platform.Notice;
import io.keypulse.platform.Page;
import io.keypulse.platform.Selection;
import io.keypulse.platform.Viewer;
import io.keypulse.staff.Colleagues;
import io.keypulse.staff.EmployeeView;
import io.keypulse.wave.WaveLog;
import io.keypulse.wave.WaveView;
import io.smallrye.graphql.api.Subscription;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Query;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

@GraphQLApi
public class FollowUpApi {
  @Inject FollowUps followUps;
  @Inject Customers customers;
  @Inject Colleagues colleagues;
  @Inject WaveLog waves;
  @Inject CurrentViewer viewer;
  @Inject InstantSource clock;

  @Query("followUp")
  @Description("One case; null when there is none or this viewer may not see it.")
  @Transactional
  public Optional<FollowUpView> followUp(@Id String id) {
    viewer.require();
    return followUps
        .findByIdOptional(GlobalId.parse(FollowUpView.TYPE, id, "id"))
        .map(followUp -> views(List.of(followUp)).getFirst());
  }

  @Query("followUps")
  @Description(
      "Cases at the accounts this viewer sees, newest first unless said; those that have come to somebody with open: true and them as turnOf. first: 1 to 100, 25 unless said.")
  @Transactional
  public FollowUpView.Connection followUps(
      @io.smallrye.graphql.api.Nullable Integer first,
      @io.smallrye.graphql.api.Nullable String after,
      @io.smallrye.graphql.api.Nullable FollowUpFilter filter,
      @io.smallrye.graphql.api.Nullable FollowUpOrder orderBy) {
    viewer.require();
    FollowUpFilter asked = filter == null ? FollowUpFilter.ALL : filter;
    FollowUpOrder order = orderBy == null ? FollowUpOrder.NEWEST_FIRST : orderBy;
    Page page = Page.of("followUps", asked + " " + order.field() + order.descends(), first, after);
    Instant now = clock.instant();
    Page.Slice<FollowUpView> slice =
        page.slice(
            views(followUps.page(page, asked, order.checked(asked), now)),
            followUp -> new Page.Key(order.of(followUp).toString(), followUp.key()));
    return new FollowUpView.Connection(
        slice.edges(FollowUpView.Edge::new),
        slice.rows(),
        slice.pageInfo(),
        Selection.has("totalCount") ? Optional.of(followUps.number(asked, now)) : Optional.empty());
  }

  @Subscription("followUpOpened")
  @Description("A case at an account that this viewer sees, when it is opened.")
  @Heard("keypulse_follow_up_opened")
  @Transactional
  public Multi<FollowUpView> followUpOpened() {
    return told();
  }

  @Subscription("followUpEscalated")
  @Description("A case at an account that this viewer sees, each time it climbs a step.")
  @Heard("keypulse_follow_up_escalated")
  @Transactional
  public Multi<FollowUpView> followUpEscalated() {
    return told();
  }

  private Multi<FollowUpView> told() {
    return Multi.createFrom()
        .optional(
            followUps
                .findByIdOptional(Long.parseLong(Notice.text()))
                .map(followUp -> views(List.of(followUp)).getFirst()));
  }

  @Description(
      "Who has to do it, also once it has climbed past them: whoever answers for the aspect in the account's team, else the account manager, else the next above; or who it was assigned to.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<@Nullable EmployeeView> owner(
      @Source List<FollowUpView> asked) {
    return Batch.eachOrNull(asked, FollowUpView::ownerKey, colleagues::byIds);
  }

  @Description(
      "To whom it goes back when they are here again: whoever its owner stands in for, as long as the owner has done nothing about it.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<@Nullable EmployeeView> returnsTo(
      @Source List<FollowUpView> asked) {
    return Batch.eachOrNull(asked, FollowUpView::returnsToKey, colleagues::byIds);
  }

  @Description(
      "To whom it has come, and who has to see that it is done: the owner, or whoever it has climbed to because the task of now is overdue; absent once it is resolved.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<@Nullable EmployeeView> turnOf(
      @Source List<FollowUpView> asked) {
    return Batch.eachOrNull(asked, FollowUpView::turnKey, colleagues::byIds);
  }

  @Description(
      "Whoever took it on first, or spoke to the customer before anybody had; absent where that was an administrator who is no employee.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<@Nullable EmployeeView> acknowledgedBy(
      @Source List<FollowUpView> asked) {
    return Batch.eachOrNull(asked, FollowUpView::acknowledgedByKey, colleagues::byIds);
  }

  @Transactional
  public @io.smallrye.graphql.api.Nullable List<@Nullable EmployeeView> resolvedBy(
      @Source List<FollowUpView> asked) {
    return Batch.eachOrNull(asked, FollowUpView::resolvedByKey, colleagues::byIds);
  }

  @Transactional
  public List<AccountView> account(@Source List<FollowUpView> asked) {
    return Batch.each(asked, FollowUpView::accountKey, customers::accounts);
  }

  @Description("Null once they have moved to an account that this viewer does not see.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<@Nullable ContactView> contact(
      @Source List<FollowUpView> asked) {
    return Batch.eachOrNull(asked, FollowUpView::contactKey, customers::contacts);
  }

  @Transactional
  public List<WaveView> wave(@Source List<FollowUpView> asked) {
    return Batch.each(asked, FollowUpView::waveKey, waves::waves);
  }

  List<FollowUpView> views(List<FollowUp> rows) {
    Viewer current = viewer.require();
    Map<Long, FollowUps.Said> said =
        followUps.said(rows.stream().map(followUp -> followUp.invitationId).toList()).stream()
            .collect(toMap(FollowUps.Said::invitationId, answer -> answer));
    return rows.stream()
        .map(followUp -> FollowUpView.of(followUp, said.get(followUp.invitationId), current))
        .toList();
  }
}
