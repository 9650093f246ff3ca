package io.keypulse.invitation;

import java.util.Set;
import org.eclipse.microprofile.graphql.Description;

@Description("How far a mail has come.")
public enum MailState {
  @Description("Waits for its time, or for the next attempt.")
  DUE,
  @Description("Waits for a person: the wave's delivery was stopped.")
  HELD,
  @Description("Is in the hands of a replica, and has not started.")
  CLAIMED,
  @Description("May be on its way at this moment.")
  STARTED,
  @Description("Nobody can know whether it arrived; it is repeated once, later.")
  UNKNOWN,
  @Description("The mail server took it.")
  SENT,
  @Description("It was sent and came back.")
  BOUNCED,
  @Description(
      "It was refused for good, or nobody can know whether it arrived and it is not repeated.")
  FAILED,
  @Description("It was not to be sent any more.")
  SKIPPED,
  @Description(
      "There is none: its person was drawn, and withheld for what comes from others (UndeliveredMail.reason). Only in undelivered.")
  WITHHELD;

  /** Not sent yet, and still to be. */
  static final Set<MailState> OPEN = Set.of(DUE, HELD, CLAIMED, STARTED, UNKNOWN);
}
