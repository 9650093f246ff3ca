package io.keypulse.invitation;

import java.util.Arrays;
import java.util.Optional;

/** What somebody may want no more of, from the least to all. */
enum WayOut {
  REMINDERS("noRemindersDone"),
  QUARTER("notThisQuarterDone"),
  PROGRAM("notThisProgramDone"),
  ALL("stopped");

  private final String done;

  WayOut(String done) {
    this.done = done;
  }

  static Optional<WayOut> of(String name) {
    return Arrays.stream(values()).filter(way -> way.name().equals(name)).findFirst();
  }

  /** What is said once it is taken, by its name in {@link io.keypulse.survey.Wording}. */
  public String done() {
    return done;
  }

  /** Whether an answer is still welcome afterwards, and told to be. */
  public boolean staysWelcome() {
    return this == REMINDERS;
  }
}
