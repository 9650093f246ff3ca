package io.keypulse.survey;

import io.keypulse.platform.Refused;
import io.keypulse.platform.Text;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a program opens waves, and what becomes of a time that was missed. */
@Embeddable
class ProgramTiming {
  private static final int MOST_HOURS = 720;

  /** That a customer has to answer, however late a wave opens. */
  private static final Duration LEAST_TIME = Duration.ofHours(12);

  /** A replica looks every now and then, and may be starting just then. */
  static final Duration IN_TIME = Duration.ofMinutes(10);

  @Nullable String cron;

  @Column(name = "every_weeks")
  @Nullable Integer everyWeeks;

  @Column(name = "starts_on")
  @Nullable LocalDate startsOn;

  @Column(name = "starts_at")
  @Nullable LocalTime startsAt;

  @Column(name = "time_zone")
  String timeZone = "";

  @Column(name = "next_at")
  Instant nextAt = Instant.EPOCH;

  /** The time that was missed by more than allowed; a person decides. */
  @Column(name = "held_for")
  @Nullable Instant heldFor;

  @Column(name = "hours_late_allowed")
  int hoursLateAllowed = 24;

  Schedule schedule() {
    return cron != null
        ? Schedule.of(cron, timeZone)
        : Schedule.everyWeeks(
            Objects.requireNonNull(everyWeeks),
            Objects.requireNonNull(startsOn),
            Objects.requireNonNull(startsAt),
            timeZone);
  }

  void runs(EveryWeeks.Choice weeks) {
    cron = null;
    everyWeeks = weeks.weeks();
    startsOn = weeks.startsOn();
    startsAt = Schedule.time("at", weeks.at());
  }

  /** The zone in which the schedule is read. */
  void readIn(String zone) {
    timeZone = Text.timeZone("timeZone", zone);
  }

  void runs(String fields) {
    cron = fields;
    everyWeeks = null;
    startsOn = null;
    startsAt = null;
  }

  /**
   * @throws Refused INVALID unless 0 to 720
   */
  void allowLate(int hours) {
    if (hours < 0 || hours > MOST_HOURS) {
      throw Refused.invalid("hoursLateAllowed", "Choose 0 to " + MOST_HOURS + ".");
    }
    hoursLateAllowed = hours;
  }

  void begin(Instant now) {
    nextAt = schedule().next(now);
  }

  /**
   * Times missed while nobody ran are made up once, not one by one: as the newest of them. Where
   * all were missed by more than allowed the first waits for a person, until the next one comes.
   *
   * @return the time for which a wave is to open now
   */
  Optional<Instant> takeTurn(Instant now) {
    Instant due = nextAt;
    begin(now);
    Optional<Instant> inTime = newestInTime(due, now);
    heldFor = inTime.isPresent() ? null : due;
    return inTime;
  }

  private Optional<Instant> newestInTime(Instant due, Instant now) {
    Schedule schedule = schedule();
    Instant earliest = now.minus(IN_TIME.plusHours(hoursLateAllowed));
    Instant time = due.isBefore(earliest) ? schedule.next(earliest) : due;
    if (time.isAfter(now)) {
      return Optional.empty();
    }
    for (Instant later = schedule.next(time); !later.isAfter(now); later = schedule.next(later)) {
      time = later;
    }
    return Optional.of(time);
  }

  /**
   * Until when a wave that opens now can be answered. One that opens late is over when the next one
   * is due, if in time it would have been: whoever can still answer it is not drawn for the next.
   */
  Instant closesAt(Instant scheduledFor, Instant now, int daysToAnswer) {
    Schedule schedule = schedule();
    Instant end = schedule.daysAfter(now, daysToAnswer);
    boolean overInTime = !schedule.daysAfter(scheduledFor, daysToAnswer).isAfter(nextAt);
    if (nextAt.isBefore(now) || !overInTime || !end.isAfter(nextAt)) {
      return end;
    }
    Instant least = now.plus(LEAST_TIME);
    return nextAt.isAfter(least) ? nextAt : least;
  }

  Instant releaseHeld() {
    if (heldFor == null) {
      throw Refused.wrongState("programId", "No time of this program is held.");
    }
    Instant held = heldFor;
    heldFor = null;
    return held;
  }

  void hold(Instant now) {
    heldFor = nextAt;
    begin(now);
  }
}
