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
import java.util.Objects;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Generated;
import org.hibernate.generator.EventType;
import org.jspecify.annotations.Nullable;

/** One person's case in one wave. Every move is made under the lock of its row. */
@Entity
@DynamicUpdate
@Table(name = "follow_up")
class FollowUp {
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

  @Column(name = "owner_id")
  @Nullable Integer ownerId;

  @Column(name = "manager_id")
  @Nullable Integer managerId;

  /** Whoever its owner stands in for, as long as the owner has not taken it on. */
  @Column(name = "returns_to_id")
  @Nullable Integer returnsToId;

  @Column(name = "opened_at", updatable = false)
  Instant openedAt = Instant.EPOCH;

  @Column(name = "acknowledge_due")
  @Nullable Instant acknowledgeDue;

  @Column(name = "contact_due")
  @Nullable Instant contactDue;

  @Column(name = "resolve_due")
  @Nullable Instant resolveDue;

  /** To whom it has come: its owner, or whoever it has climbed to. */
  @Column(name = "turn_id")
  @Nullable Integer turnId;

  /** Until when the next task has to be done; nothing where none is left. */
  @Column(name = "due_at")
  @Nullable Instant dueAt;

  @Column(name = "next_climb_at")
  @Nullable Instant nextClimbAt;

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

  private void isDue(@Nullable Instant at) {
    dueAt = at;
    nextClimbAt = at;
    turnId = at == null ? null : ownerId;
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
      acknowledgedAt = now;
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
    resolvedAt = now;
    resolvedBy = employee;
    move(FollowUpState.RESOLVED_UNPROVEN, null);
  }

  /**
   * @param person whose it is
   * @param owner who acts for them
   * @param manager the account manager as whose it is given, where it is
   */
  void isFor(@Nullable Integer person, @Nullable Integer owner, @Nullable Integer manager) {
    has(person, owner);
    managerId = manager;
    turnId = owner;
  }

  /** It is due when it was, or those who pass it to and fro would put that off for ever. */
  void giveTo(int person, int owner) {
    has(person, owner);
    managerId = null;
    channel = BY_HAND;
  }

  /** Whoever has it is away, or here again: only who does it changes. */
  void passTo(int person, int owner) {
    has(person, owner);
    turnId = owner;
  }

  private void has(@Nullable Integer person, @Nullable Integer owner) {
    ownerId = owner;
    returnsToId = Objects.equals(person, owner) ? null : person;
  }

  /** Where that is its owner it does not go back to whomever they stand in for. */
  void isWorkedOnBy(@Nullable Integer employee) {
    if (Objects.equals(employee, ownerId)) {
      returnsToId = null;
    }
  }

  /** Whoever is next because nobody could act on it has at least this long. */
  void isNotDueBefore(Instant leastTime) {
    isDue(latest(dueAt, leastTime));
  }

  /** Whoever it has come to has had their time. */
  boolean isTimeUp(Instant now) {
    return nextClimbAt != null && !nextClimbAt.isAfter(now);
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

  void close(FollowUpState how, Instant now) {
    move(how, null);
    closedAt = now;
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

  private static Instant latest(@Nullable Instant one, Instant other) {
    return one != null && one.isAfter(other) ? one : other;
  }

  /** Until when what has to be done. */
  record Deadlines(Instant acknowledge, Instant contact, Instant resolve) {}
}
