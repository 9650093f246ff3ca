package io.keypulse.followup;

import java.util.EnumSet;
import java.util.Set;
import org.eclipse.microprofile.graphql.Description;

@Description("How far a case has come.")
public enum FollowUpState {
  @Description("Nobody has acknowledged it.")
  OPEN,
  @Description("Somebody acts on it; the customer has not been spoken to.")
  ACKNOWLEDGED,
  @Description("The customer has been spoken to.")
  CONTACTED,
  @Description("We believe that it is mended; the customer is asked and has not answered yet.")
  RESOLVED_UNPROVEN,
  @Description("The customer said that it is mended.")
  RECOVERED,
  @Description(
      "Closed without the customer's word: no answer in time, no opinion, nobody to ask, or nothing that displeases any more.")
  UNPROVEN;

  /** Of a native query: somebody still has to act. */
  static final String WAITS = "state in ('OPEN', 'ACKNOWLEDGED', 'CONTACTED')";

  /** Somebody still has to act. */
  static final Set<FollowUpState> WAITING = EnumSet.of(OPEN, ACKNOWLEDGED, CONTACTED);

  /** What has to be done next; nothing once it is resolved. */
  FollowUpTask task() {
    return switch (this) {
      case OPEN -> FollowUpTask.ACKNOWLEDGE;
      case ACKNOWLEDGED -> FollowUpTask.CONTACT;
      case CONTACTED -> FollowUpTask.RESOLVE;
      case RESOLVED_UNPROVEN, RECOVERED, UNPROVEN -> FollowUpTask.RECOVER;
    };
  }
}
