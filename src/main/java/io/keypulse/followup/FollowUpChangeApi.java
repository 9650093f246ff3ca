package io.keypulse.followup;

import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Idempotency;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Text;
import io.keypulse.platform.Today;
import io.keypulse.platform.Viewer;
import io.keypulse.staff.Colleagues;
import io.keypulse.staff.EmployeeView;
import io.keypulse.team.Actors;
import io.keypulse.team.TeamRights;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Mutation;
import org.jspecify.annotations.Nullable;

/** What people do about a case: whoever sees the account, but analysts. */
@GraphQLApi
public class FollowUpChangeApi {
  private static final int LONGEST_TEXT = 1000;
  private static final int LONGEST_LINE = 500;
  private static final int LONGEST_CODE = 60;
  private static final int LONGEST_NAME = 200;

  @Inject FollowUps followUps;
  @Inject FollowUpSteps steps;
  @Inject FollowUpApi cases;
  @Inject WorkLog work;
  @Inject Ladder ladder;
  @Inject ProofKeeper proofs;
  @Inject Actors actors;
  @Inject TeamRights rights;
  @Inject Colleagues colleagues;
  @Inject Idempotency idempotency;
  @Inject CurrentViewer viewer;
  @Inject Today today;
  @Inject InstantSource clock;

  @Input("FollowUpAcknowledgeInput")
  public record Acknowledge(
      @Id String followUpId,
      @io.smallrye.graphql.api.Nullable @Description("Not looked at when left out.")
          @Nullable Integer expectedVersion) {}

  @Input("FollowUpAssignInput")
  public record Assign(
      @Id String followUpId,
      @Id @Description("Somebody who works here and may see the account.") String employeeId,
      int expectedVersion) {}

  @Input("FollowUpContactLogInput")
  public record ContactLog(
      @Id String followUpId,
      FollowUpMeans means,
      @Description("Whether the customer was reached.") boolean reached,
      @Description("What came of it, 1 to 1000 characters.") String summary,
      @io.smallrye.graphql.api.Nullable @Description("Now when left out.")
          @Nullable OffsetDateTime at,
      int expectedVersion,
      @io.smallrye.graphql.api.Nullable
          @Description("Any text of your own: sent again, it is done once.")
          @Nullable String idempotencyKey) {}

  @Input("FollowUpCauseSetInput")
  public record CauseSet(@Id String followUpId, @Id String causeId, int expectedVersion) {}

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

  @Input("FollowUpActionDoneInput")
  public record ActionDone(@Id String actionId, int expectedVersion) {}

  @Input("FollowUpLineApproveInput")
  public record LineApprove(
      @Id String followUpId,
      @Description(
              "What the customer will read, in the customer's language: you said, we did. 1 to 500 characters.")
          String line,
      int expectedVersion) {}

  @Input("FollowUpResolveInput")
  public record Resolve(@Id String followUpId, int expectedVersion) {}

  @Input("FollowUpCauseAddInput")
  public record CauseAdd(
      @Description("Capitals, digits and underscores; never changes.") String code,
      @Id String parentId,
      @Description("Names a process or a circumstance, never a person.") String name) {}

  @Mutation("followUpAcknowledge")
  @Description(
      "Says: I have seen this and act on it. For employees who see the account. WRONG_STATE when somebody has, unless it has climbed to you since.")
  @Transactional
  public FollowUpView followUpAcknowledge(Acknowledge input) {
    Viewer current = viewer.requireToChange();
    if (current.employeeId() == null) {
      throw Refused.forbidden("Only an employee can take this on; sign in as one.");
    }
    FollowUp followUp = locked(input.followUpId());
    if (input.expectedVersion() != null) {
      Refused.unlessCurrent(input.expectedVersion(), followUp.version);
    }
    Instant now = clock.instant();
    boolean cameToThem = steps.acknowledge(followUp.id, current.employeeId(), now);
    if (followUp.state == FollowUpState.OPEN || !cameToThem) {
      followUp.acknowledge(current.employeeId(), ladder.leastTime(followUp, now), now);
    }
    return saved(followUp);
  }

  @Mutation("followUpAssign")
  @Description("Hands it to somebody who may see the account; they are told by mail.")
  @Transactional
  public FollowUpView followUpAssign(Assign input) {
    viewer.requireToChange();
    FollowUp followUp = current(input.followUpId(), input.expectedVersion());
    followUp.requireOpen();
    int employee = employee("employeeId", input.employeeId());
    if (!actors.sees(employee, followUp.teamId)) {
      throw Refused.invalid(
          "employeeId",
          "Choose somebody of the account's team or above, for others cannot see it.");
    }
    ladder.assign(followUp, employee, clock.instant());
    return saved(followUp);
  }

  @Mutation("followUpContactLog")
  @Description(
      "Writes down an attempt to speak to the customer; reaching them meets the deadline, unless they have said since that it is not mended.")
  @Transactional
  public FollowUpView followUpContactLog(ContactLog input) {
    Viewer current = viewer.requireToChange();
    Instant now = clock.instant();
    Instant at = input.at() == null ? now : input.at().toInstant();
    FollowUp followUp = locked(input.followUpId());
    String summary = Text.line("summary", input.summary(), LONGEST_TEXT);
    idempotency.once(
        "followUpContactLog",
        input.idempotencyKey(),
        input,
        () -> {
          Refused.unlessCurrent(input.expectedVersion(), followUp.version);
          if (at.isAfter(now) || at.isBefore(followUp.openedAt)) {
            throw Refused.invalid("at", "Name a time between the opening of the case and now.");
          }
          if (input.reached() && proofs.isSinceLastWord(followUp, at)) {
            followUp.contacted(current.employeeId(), ladder.leastTime(followUp, now), at, now);
          }
          return work.talk(followUp, at, input.means(), input.reached(), summary);
        });
    return saved(followUp);
  }

  @Mutation("followUpCauseSet")
  @Description("Says what was the cause, from the tree of causes.")
  @Transactional
  public FollowUpView followUpCauseSet(CauseSet input) {
    viewer.requireToChange();
    FollowUp followUp = current(input.followUpId(), input.expectedVersion());
    WorkLog.Cause cause = cause("causeId", input.causeId());
    if (!cause.active() || cause.parentCode() == null) {
      throw Refused.invalid("causeId", "Choose a cause below the two roots that is in use.");
    }
    followUp.causedBy(cause.id());
    return saved(followUp);
  }

  @Mutation("followUpActionAdd")
  @Description("Says what somebody will do about it, and until when.")
  @Transactional
  public FollowUpView followUpActionAdd(ActionAdd input) {
    viewer.requireToChange();
    FollowUp followUp = locked(input.followUpId());
    String what = Text.line("what", input.what(), LONGEST_TEXT);
    int owner = employee("ownerId", input.ownerId());
    LocalDate dueOn = today.or("dueOn", input.dueOn());
    idempotency.once(
        "followUpActionAdd",
        input.idempotencyKey(),
        input,
        () -> {
          Refused.unlessCurrent(input.expectedVersion(), followUp.version);
          return work.plan(followUp, what, owner, dueOn);
        });
    return saved(followUp);
  }

  @Mutation("followUpActionDone")
  @Description("WRONG_STATE when it is done already.")
  @Transactional
  public FollowUpView followUpActionDone(ActionDone input) {
    viewer.requireToChange();
    long id = GlobalId.parse(FollowUpWorkView.Action.TYPE, input.actionId(), "actionId");
    WorkLog.Action action =
        work.action(id).orElseThrow(() -> Refused.notFound("actionId", "There is no such action."));
    if (action.doneAt() != null) {
      throw Refused.wrongState("actionId", "This is done already.");
    }
    if (!work.done(id, input.expectedVersion(), clock.instant())) {
      throw Refused.conflict(action.version());
    }
    return saved(followUps.locked(action.followUpId()).orElseThrow());
  }

  @Mutation("followUpLineApprove")
  @Description(
      "Approves what the customer will read above the next question to them. For the account manager, those above and administrators. WRONG_STATE once a wave has taken it along.")
  @Transactional
  public FollowUpView followUpLineApprove(LineApprove input) {
    viewer.requireToChange();
    FollowUp followUp = current(input.followUpId(), input.expectedVersion());
    rights.requireLeadOrAbove(followUp.teamId);
    if (!work.approve(followUp, Text.line("line", input.line(), LONGEST_LINE), clock.instant())) {
      throw Refused.wrongState("followUpId", "The customer has been sent a line already.");
    }
    return saved(followUp);
  }

  @Mutation("followUpResolve")
  @Description(
      "Says that it is mended; the customer is asked once whether that is so. Needs a talk with the customer, a cause and an action.")
  @Transactional
  public FollowUpView followUpResolve(Resolve input) {
    Viewer current = viewer.requireToChange();
    FollowUp followUp = current(input.followUpId(), input.expectedVersion());
    if (followUp.state == FollowUpState.CONTACTED && work.actions(List.of(followUp.id)).isEmpty()) {
      throw Refused.wrongState("followUpId", "Say what is done about it first.");
    }
    Instant now = clock.instant();
    followUp.resolve(current.employeeId(), now);
    followUps.flush();
    proofs.ask(followUp, now);
    return saved(followUp);
  }

  @Mutation("followUpCauseAdd")
  @Description("For administrators. ALREADY_EXISTS when another cause has the code.")
  @Transactional
  public FollowUpWorkView.Cause followUpCauseAdd(CauseAdd input) {
    viewer.requireAdmin();
    String code = Text.line("code", input.code(), LONGEST_CODE);
    if (!code.matches("[A-Z][A-Z0-9_]*")) {
      throw Refused.invalid("code", "Write capitals, digits and underscores.");
    }
    int parent = cause("parentId", input.parentId()).id();
    int id = work.addCause(code, parent, Text.line("name", input.name(), LONGEST_NAME));
    return work.cause(id).map(FollowUpWorkView.Cause::of).orElseThrow();
  }

  private FollowUp current(String id, int expectedVersion) {
    FollowUp followUp = locked(id);
    Refused.unlessCurrent(expectedVersion, followUp.version);
    return followUp;
  }

  private FollowUp locked(String id) {
    return followUps
        .locked(GlobalId.parse(FollowUpView.TYPE, id, "followUpId"))
        .orElseThrow(() -> Refused.notFound("followUpId", "There is no such follow-up."));
  }

  private int employee(String field, String id) {
    int employee = GlobalId.parseInt(EmployeeView.TYPE, id, field);
    Optional<EmployeeView> found =
        Optional.ofNullable(colleagues.byIds(List.of(employee)).get(employee));
    if (found.filter(EmployeeView::active).isEmpty()) {
      throw Refused.notFound(field, "Nobody of this id works here.");
    }
    return employee;
  }

  private WorkLog.Cause cause(String field, String id) {
    return work.cause(GlobalId.parseInt(FollowUpWorkView.Cause.TYPE, id, field))
        .orElseThrow(() -> Refused.notFound(field, "There is no such cause."));
  }

  private FollowUpView saved(FollowUp followUp) {
    followUps.flush();
    return cases.views(List.of(followUp)).getFirst();
  }
}
