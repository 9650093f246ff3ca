package io.keypulse.followup;

import io.keypulse.platform.RefusalCode;
import io.keypulse.platform.Refused;
import io.keypulse.survey.Aspect;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Generated;
import org.hibernate.generator.EventType;
import org.jspecify.annotations.Nullable;

/** One person's case in one wave. Every move is made under the lock of its row. */
@Entity
@DynamicUpdate
@Table(name = "follow_up")
class FollowUp extends CaseTurn {
  /** How we learn what customers say. */
  private static final String BY_MAIL = "EMAIL";

  private static final String BY_HAND = "MANUAL";

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  long id;

  @Column(name = "invitation_id", updatable = false)
  long invitationId;

  @Column(name = "wave_id", updatable = false)
  int waveId;

  @Column(name = "contact_id", updatable = false)
  int contactId;

  @Column(name = "account_id", updatable = false)
  int accountId;

  @Column(name = "team_id", updatable = false)
  int teamId;

  @Enumerated(EnumType.STRING)
  FollowUpState state = FollowUpState.OPEN;

  @Enumerated(EnumType.STRING)
  @Column(updatable = false)
  @Nullable Aspect aspect;

  @Column(name = "rule_ids", updatable = false)
  Integer[] ruleIds = {};

  @Column(name = "opened_at", updatable = false)
  Instant openedAt = Instant.EPOCH;

  @Column(name = "acknowledge_due")
  @Nullable Instant acknowledgeDue;

  @Column(name = "contact_due")
  @Nullable Instant contactDue;

  @Column(name = "resolve_due")
  @Nullable Instant resolveDue;

  int round = 1;

  @Column(name = "acknowledged_at")
  @Nullable Instant acknowledgedAt;

  @Column(name = "acknowledged_by")
  @Nullable Integer acknowledgedBy;

  @Column(name = "contacted_at")
  @Nullable Instant contactedAt;

  @Column(name = "cause_id")
  @Nullable Integer causeId;

  @Column(name = "resolved_at")
  @Nullable Instant resolvedAt;

  @Column(name = "resolved_by")
  @Nullable Integer resolvedBy;

  @Column(name = "closed_at")
  @Nullable Instant closedAt;

  String channel = BY_MAIL;

  @Generated(event = {EventType.INSERT, EventType.UPDATE})
  int version;

  static FollowUp open(Subjects.Subject about, Deadlines due, Instant now) {
    FollowUp followUp = new FollowUp();
    followUp.invitationId = about.invitationId();
    followUp.waveId = about.waveId();
    followUp.contactId = about.contactId();
    followUp.accountId = about.accountId();
    followUp.teamId = about.teamId();
    followUp.isAbout(about);
    followUp.openedAt = now;
    followUp.begin(due);
    return followUp;
  }

  void isAbout(Subjects.Subject about) {
    aspect = about.aspect() == null ? null : Aspect.valueOf(about.aspect());
    ruleIds = about.rules();
  }

  void isAboutNothing() {
    aspect = null;
    ruleIds = new Integer[0];
  }

  private void begin(Deadlines due) {
    state = FollowUpState.OPEN;
    acknowledgeDue = due.acknowledge();
    contactDue = due.contact();
    resolveDue = due.resolve();
    isDue(acknowledgeDue);
  }

  /** Tells the cases of one contact apart. */
  String holdKey() {
    return "follow-up " + id;
  }

  void acknowledge(@Nullable Integer employee, Instant leastTime, Instant now) {
    if (state != FollowUpState.OPEN) {
      throw new Refused(
          RefusalCode.WRONG_STATE, "followUpId", "Somebody has acknowledged this already.");
    }
    if (acknowledgedAt == null) {
      acknowledgedAt = latest(openedAt, now);
      acknowledgedBy = employee;
    }
    contactDue = latest(contactDue, leastTime);
    move(FollowUpState.ACKNOWLEDGED, contactDue);
  }

  /** The customer was reached; whoever speaks to them has acknowledged the case. */
  void contacted(@Nullable Integer employee, Instant leastTime, Instant at, Instant now) {
    if (state == FollowUpState.OPEN) {
      acknowledge(employee, leastTime, now);
    }
    if (contactedAt == null || at.isBefore(contactedAt)) {
      contactedAt = at;
    }
    if (state == FollowUpState.ACKNOWLEDGED) {
      resolveDue = latest(resolveDue, leastTime);
      move(FollowUpState.CONTACTED, resolveDue);
    }
  }

  /**
   * @param complaint whether there is a cause to be found
   */
  void resolve(@Nullable Integer employee, boolean complaint, Instant now) {
    if (state != FollowUpState.CONTACTED) {
      throw Refused.wrongState(
          "followUpId",
          state.task() == FollowUpTask.RECOVER
              ? "This is resolved already."
              : "Speak to the customer and log it first.");
    }
    if (complaint && causeId == null) {
      throw Refused.wrongState("followUpId", "Say what the cause was first.");
    }
    resolvedAt = latest(contactedAt, now);
    resolvedBy = employee;
    move(FollowUpState.RESOLVED_UNPROVEN, null);
  }

  /** It is due when it was, or those who pass it to and fro would put that off for ever. */
  void giveTo(int person, int owner) {
    has(person, owner);
    managerId = null;
    channel = BY_HAND;
  }

  /** Somebody still has to act. */
  boolean isWaiting() {
    return FollowUpState.WAITING.contains(state);
  }

  void causedBy(int cause) {
    causeId = cause;
    channel = BY_HAND;
  }

  /** Refuses what only makes sense while people work on it. */
  void requireOpen() {
    if (state.task() == FollowUpTask.RECOVER) {
      throw Refused.wrongState("followUpId", "This is resolved; the customer has the next word.");
    }
  }

  /** Not before anything else that happened, though others were waited for since this moment. */
  void close(FollowUpState how, Instant now) {
    move(how, null);
    closedAt =
        latest(resolvedAt, latest(contactedAt, latest(acknowledgedAt, latest(openedAt, now))));
    channel = BY_MAIL;
  }

  /** The customer said that it is not mended, or more after it was resolved. */
  void reopen(Deadlines due) {
    round++;
    closedAt = null;
    begin(due);
    channel = BY_MAIL;
  }

  void isChangedByHand() {
    channel = BY_HAND;
  }

  private void move(FollowUpState next, @Nullable Instant due) {
    state = next;
    isDue(due);
    channel = BY_HAND;
  }

  /** Until when what has to be done. */
  record Deadlines(Instant acknowledge, Instant contact, Instant resolve) {}
}
