package io.keypulse.followup;

import io.keypulse.platform.Batch;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Idempotency;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Text;
import io.keypulse.platform.Today;
import io.keypulse.platform.Viewer;
import io.keypulse.staff.Colleagues;
import io.keypulse.staff.EmployeeView;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;
import org.jspecify.annotations.Nullable;

/** Who does what about a case, until when: for whoever sees the account, but analysts. */
@GraphQLApi
public class FollowUpActionApi {
  private static final int LONGEST_TEXT = 1000;

  @Inject CaseKeeper cases;
  @Inject FollowUps followUps;
  @Inject FollowUpActions actions;
  @Inject FollowUpMails mails;
  @Inject Colleagues colleagues;
  @Inject Idempotency idempotency;
  @Inject CurrentViewer viewer;
  @Inject Today today;
  @Inject InstantSource clock;

  @Input("FollowUpActionAddInput")
  public record ActionAdd(
      @Id String followUpId,
      @Description("1 to 1000 characters.") String what,
      @Id String ownerId,
      LocalDate dueOn,
      int expectedVersion,
      @io.smallrye.graphql.api.Nullable
          @Description("Any text of your own: sent again, it is done once.")
          @Nullable String idempotencyKey) {}

  @Input("FollowUpActionMoveInput")
  public record ActionMove(
      @Id String actionId, @Description("Today or later.") LocalDate dueOn, int expectedVersion) {}

  @Input("FollowUpActionDoneInput")
  public record ActionDone(@Id String actionId, int expectedVersion) {}

  @Mutation("followUpActionAdd")
  @Description(
      "Says what somebody who sees the case will do about it, or whoever stands in for them while they are away, and until when: today or later. INVALID where they are away and nobody stands in who may see it. Who is given it by somebody else is told by mail, and whoever has not done it when that day is over. What somebody had to do who leaves, or sees the account no more, is given on to whoever has the case, who is told.")
  @Transactional
  public FollowUpView followUpActionAdd(ActionAdd input) {
    Viewer current = viewer.requireToChange();
    FollowUp followUp = cases.locked(input.followUpId());
    String what = Text.line("what", input.what(), LONGEST_TEXT);
    int owner =
        Objects.requireNonNull(cases.present("ownerId", input.ownerId(), followUp).actingId());
    idempotency.once(
        "followUpActionAdd",
        input.idempotencyKey(),
        input,
        () -> {
          Refused.unlessCurrent(input.expectedVersion(), followUp.version);
          long action = actions.plan(followUp, what, owner, dayToCome(input.dueOn()));
          if (!Objects.equals(current.employeeId(), owner)) {
            mails.aboutAction(action, clock.instant());
          }
          return action;
        });
    return cases.saved(followUp);
  }

  @Mutation("followUpActionMove")
  @Description(
      "Gives it another day. Whoever has it is told by mail where another moves it, and once more when the new day is over and it is not done. WRONG_STATE when it is done, or its case is closed.")
  @Transactional
  public FollowUpView followUpActionMove(ActionMove input) {
    Viewer current = viewer.requireToChange();
    FollowUpActions.Action action = undone(input.actionId());
    FollowUp followUp =
        followUps.findByIdOptional(action.followUpId()).orElseThrow(FollowUpActionApi::noSuch);
    if (followUp.closedAt != null) {
      throw Refused.wrongState("actionId", "Its case is closed: nothing is left to do about it.");
    }
    Refused.unlessCurrent(input.expectedVersion(), action.version());
    LocalDate dueOn = dayToCome(input.dueOn());
    if (!dueOn.equals(action.dueOn())) {
      if (!actions.move(action.id(), action.version(), dueOn)) {
        throw Refused.conflict(action.version());
      }
      if (!Objects.equals(current.employeeId(), action.ownerId())) {
        mails.aboutMovedAction(action.id(), clock.instant());
      }
    }
    return cases.saved(followUp);
  }

  private LocalDate dayToCome(LocalDate day) {
    if (today.or("dueOn", day).isBefore(today.get())) {
      throw Refused.invalid("dueOn", "That day is over: name today or a later one.");
    }
    return day;
  }

  @Mutation("followUpActionDone")
  @Description("WRONG_STATE when it is done already.")
  @Transactional
  public FollowUpView followUpActionDone(ActionDone input) {
    viewer.requireToChange();
    FollowUpActions.Action action = undone(input.actionId());
    if (!actions.done(action.id(), input.expectedVersion(), clock.instant())) {
      throw Refused.conflict(action.version());
    }
    return cases.saved(
        followUps.locked(action.followUpId()).orElseThrow(FollowUpActionApi::noSuch));
  }

  private FollowUpActions.Action undone(String id) {
    FollowUpActions.Action action =
        actions
            .byId(GlobalId.parse(FollowUpWorkView.Action.TYPE, id, "actionId"))
            .orElseThrow(FollowUpActionApi::noSuch);
    if (action.doneAt() != null) {
      throw Refused.wrongState("actionId", "This is done already.");
    }
    return action;
  }

  private static Refused noSuch() {
    return Refused.notFound("actionId", "There is no such action.");
  }

  @Description("What is done about it, the next due first.")
  @Transactional
  public List<List<FollowUpWorkView.@NonNull Action>> actions(@Source List<FollowUpView> asked) {
    Viewer current = viewer.require();
    return Batch.lists(
        asked,
        FollowUpView::key,
        actions::of,
        FollowUpActions.Action::followUpId,
        action -> FollowUpWorkView.Action.of(action, current));
  }

  @Transactional
  public List<EmployeeView> owner(@Source List<FollowUpWorkView.Action> asked) {
    return Batch.each(asked, FollowUpWorkView.Action::ownerKey, colleagues::byIds);
  }

  @Description(
      "Who had it last before somebody left, or saw the account no more, and it was given on to whoever has the case; none where it never was.")
  @Transactional
  public @io.smallrye.graphql.api.Nullable List<@Nullable EmployeeView> formerOwner(
      @Source List<FollowUpWorkView.Action> asked) {
    return Batch.eachOrNull(asked, FollowUpWorkView.Action::formerOwnerKey, colleagues::byIds);
  }
}
