package io.keypulse.followup;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who has a case, to whom it has come, and until when they have time. */
@MappedSuperclass
abstract class CaseTurn {
  @Column(name = "owner_id")
  @Nullable Integer ownerId;

  @Column(name = "manager_id")
  @Nullable Integer managerId;

  /** Whoever its owner stands in for, as long as the owner has not taken it on. */
  @Column(name = "returns_to_id")
  @Nullable Integer returnsToId;

  /** To whom it has come: its owner, or whoever it has climbed to. */
  @Column(name = "turn_id")
  @Nullable Integer turnId;

  /** Until when the next task has to be done; nothing where none is left. */
  @Column(name = "due_at")
  @Nullable Instant dueAt;

  @Column(name = "next_climb_at")
  @Nullable Instant nextClimbAt;

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

  /** Whoever has it, it has climbed to them. */
  void isTurnOf(int employee) {
    turnId = employee;
  }

  /** Whoever has it is away, or here again: only who does it changes. */
  void passTo(int person, int owner) {
    has(person, owner);
    turnId = owner;
  }

  void has(@Nullable Integer person, @Nullable Integer owner) {
    ownerId = owner;
    returnsToId = Objects.equals(person, owner) ? null : person;
  }

  /** Where that is its owner it does not go back to whomever they stand in for. */
  void isWorkedOnBy(@Nullable Integer employee) {
    if (Objects.equals(employee, ownerId)) {
      returnsToId = null;
    }
  }

  void isDue(@Nullable Instant at) {
    dueAt = at;
    nextClimbAt = at;
    turnId = at == null ? null : ownerId;
  }

  /** Whoever is next because nobody could act on it has at least this long. */
  void isNotDueBefore(Instant leastTime) {
    isDue(latest(dueAt, leastTime));
  }

  /** Whoever it has come to has had their time. */
  boolean isTimeUp(Instant now) {
    return nextClimbAt != null && !nextClimbAt.isAfter(now);
  }

  static Instant latest(@Nullable Instant one, Instant other) {
    return one != null && one.isAfter(other) ? one : other;
  }
}
