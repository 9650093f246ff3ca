package io.keypulse.followup;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Viewer;
import io.keypulse.survey.Aspect;
import io.keypulse.survey.Satisfaction;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.jspecify.annotations.Nullable;

/** Holds what was done about a case, as clients see it. */
public final class FollowUpWorkView {
  private FollowUpWorkView() {}

  @Name("FollowUpStepKind")
  public enum StepKind {
    @Description(
        "Responsible by aspect and team; also who is given it meanwhile by somebody's absence, or has it back.")
    RESPONSIBLE,
    @Description("Somebody handed it to them.")
    ASSIGNED,
    @Description("It climbed to them up the reporting line.")
    LINE,
    @Description("Told, as the executive sponsor of the account.")
    SPONSOR
  }

  @Name("FollowUpSkipped")
  public enum Skipped {
    @Description("Away, and nobody stood in who may see the account.")
    ABSENT,
    @Description("Works here no longer.")
    LEFT,
    @Description(
        "Does not serve the account any more, or has handed over the lead for which it was theirs.")
    NOT_SERVING
  }

  @Name("FollowUpStep")
  @Description("Whose turn it was or will be, in the order in which it comes to them.")
  public record Step(
      @Description("From 0, the first who was responsible.") int step,
      StepKind kind,
      @Description("What was not done in time, or what it was about.") FollowUpTask task,
      int round,
      @Description("True for what has not happened yet, and will not if somebody acts before.")
          boolean coming,
      @Description("When it came to them, or will.") OffsetDateTime at,
      @Description("Until when they have to see that it is done, in business hours.")
          Optional<OffsetDateTime> due,
      @Description("When they said that they have seen it.")
          Optional<OffsetDateTime> acknowledgedAt,
      @Description("Why it was not their turn after all.") Optional<Skipped> skipped,
      @Ignore int personKey,
      @Ignore @Nullable Integer actingKey,
      @Ignore @Nullable Integer pastKey) {
    static List<Step> path(List<FollowUpSteps.Step> past, List<FollowUpSteps.Step> coming) {
      List<Step> path = new ArrayList<>();
      past.forEach(step -> path.add(of(step, path.size(), false)));
      coming.forEach(step -> path.add(of(step, path.size(), true)));
      return path;
    }

    private static Step of(FollowUpSteps.Step step, int number, boolean coming) {
      return new Step(
          number,
          StepKind.valueOf(step.kind()),
          FollowUpTask.valueOf(step.task()),
          step.round(),
          coming,
          step.at().atOffset(ZoneOffset.UTC),
          FollowUpView.moment(step.dueAt()),
          FollowUpView.moment(step.acknowledgedAt()),
          Optional.ofNullable(step.skipped()).map(Skipped::valueOf),
          step.employeeId(),
          step.actingId(),
          step.pastId());
    }
  }

  @Name("FollowUpContact")
  @Description("One attempt to speak to the customer.")
  public record Talk(
      OffsetDateTime at,
      FollowUpMeans means,
      @Description("Whether the customer was reached.") boolean reached,
      @Description("What came of it; absent for analysts.") Optional<String> summary,
      @Ignore @Nullable Integer byKey) {
    static Talk of(WorkLog.Talk talk, Viewer viewer) {
      return new Talk(
          talk.at().atOffset(ZoneOffset.UTC),
          FollowUpMeans.valueOf(talk.means()),
          talk.reached(),
          Optional.of(talk.summary()).filter(any -> viewer.seesPersons()),
          talk.recordedBy());
    }
  }

  @Name("FollowUpAction")
  @Description("What somebody does about it, until when.")
  public record Action(
      @Id String id,
      @Description("Absent for analysts.") Optional<String> what,
      LocalDate dueOn,
      Optional<OffsetDateTime> doneAt,
      int version,
      @Ignore long key,
      @Ignore long followUpKey,
      @Ignore int ownerKey,
      @Ignore @Nullable Integer formerOwnerKey) {
    public static final String TYPE = "FollowUpAction";

    static Action of(FollowUpActions.Action action, Viewer viewer) {
      return new Action(
          GlobalId.of(TYPE, action.id()),
          Optional.of(action.what()).filter(any -> viewer.seesPersons()),
          action.dueOn(),
          FollowUpView.moment(action.doneAt()),
          action.version(),
          action.id(),
          action.followUpId(),
          action.ownerId(),
          action.formerOwnerId());
    }
  }

  @Name("FollowUpOrigin")
  public enum Origin {
    @Description("A process of ours.")
    OWN_PROCESS,
    OUTSIDE
  }

  @Name("FollowUpCause")
  @Description("A cause in the tree of causes: a process or a circumstance, never a person.")
  public record Cause(
      @Id String id,
      @Description("Never changes.") String code,
      String name,
      @Description("The code of the cause above; absent at the two roots.")
          Optional<String> parentCode,
      Origin origin,
      @Description("Whether it can be chosen.") boolean active,
      @Ignore int key) {
    public static final String TYPE = "FollowUpCause";

    static Cause of(WorkLog.Cause cause) {
      return new Cause(
          GlobalId.of(TYPE, cause.id()),
          cause.code(),
          cause.name(),
          Optional.ofNullable(cause.parentCode()),
          Origin.valueOf(cause.origin()),
          cause.active() && cause.parentCode() != null,
          cause.id());
    }
  }

  @Name("FollowUpCustomerLine")
  @Description("What we did, as the customer will read it above the next question to them, once.")
  public record Line(
      @Description("Absent for analysts.") Optional<String> text,
      OffsetDateTime approvedAt,
      @Description("Whether a wave has taken it along.") boolean offered,
      @Ignore @Nullable Integer byKey) {
    static Line of(WorkLog.Line line, Viewer viewer) {
      return new Line(
          Optional.of(line.line()).filter(any -> viewer.seesPersons()),
          line.approvedAt().atOffset(ZoneOffset.UTC),
          line.offeredWaveId() != null,
          line.approvedBy());
    }
  }

  @Name("FollowUpProofOutcome")
  public enum Outcome {
    RECOVERED,
    @Description("The customer said so; the case was opened again.")
    NOT_RECOVERED,
    @Description("No opinion, or no answer in time; or they said more by the survey's own page.")
    UNPROVEN,
    @Description("They were not asked; the hindrance says why.")
    COULD_NOT_BE_ASKED
  }

  @Name("FollowUpHindrance")
  @Description("Why a customer could not be asked whether it is mended.")
  public enum Hindrance {
    @Description("Has left, or is at another account by now.")
    LEFT,
    @Description("Their account is archived.")
    ARCHIVED,
    @Description("Held by hand, as contactHoldSet does.")
    MANUAL_HOLD,
    NO_ADDRESS,
    @Description(
        "The survey went to another address, or to none: who writes one down must not be asked in its person's place.")
    ADDRESS_CHANGED,
    @Description("Their mail server refuses the address.")
    ADDRESS_REFUSED,
    @Description("Their mail server refused the mail itself.")
    CONTENT_REFUSED,
    @Description("The mail could not be written; the log says why.")
    UNWRITABLE,
    OBJECTED,
    SNOOZED
  }

  @Name("FollowUpProof")
  @Description("What the customer was asked after a resolution: is it mended?")
  public record Proof(
      int round,
      @Description("The one aspect it was about; absent where it was everything.")
          Optional<Aspect> aspect,
      @Description("When it was resolved; the mail follows unless something hinders it.")
          OffsetDateTime askedAt,
      @Description("An answer counts until then.") OffsetDateTime expiresAt,
      Optional<OffsetDateTime> answeredAt,
      Optional<Satisfaction> answer,
      @Description("Absent while the customer may answer.") Optional<Outcome> outcome,
      @Description("Absent where they could be asked.") Optional<Hindrance> hindrance) {
    static Proof of(Proofs.Proof proof) {
      return new Proof(
          proof.round(),
          Optional.ofNullable(proof.aspect()).map(Aspect::valueOf),
          proof.askedAt().atOffset(ZoneOffset.UTC),
          proof.expiresAt().atOffset(ZoneOffset.UTC),
          FollowUpView.moment(proof.answeredAt()),
          Optional.ofNullable(proof.answer()).map(Satisfaction::of),
          Optional.ofNullable(proof.outcome()).map(Outcome::valueOf),
          Optional.ofNullable(proof.hindrance()).map(Hindrance::valueOf));
    }
  }
}
