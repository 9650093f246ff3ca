package io.keypulse.response;

import io.keypulse.platform.Refused;
import io.smallrye.graphql.api.Nullable;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;

@Input("PhoneAttemptRecordInput")
@Description("A call to somebody who was drawn, that did not lead to an answer.")
public record PhoneAttemptRecord(
    @Id String waveId,
    @Id String contactId,
    PhoneOutcome outcome,
    @Nullable
        @Description("With CALL_BACK only, and needed there: a time to come, before the wave ends.")
        @org.jspecify.annotations.Nullable
        OffsetDateTime callBackAt,
    @Nullable @Description("At most 500 characters.") @org.jspecify.annotations.Nullable
        String note,
    @Nullable
        @Id
        @Description("Who called; whoever is signed in unless said.")
        @org.jspecify.annotations.Nullable
        String interviewerId,
    @Nullable
        @Description("Of 1 to 100 characters, against doubling.")
        @org.jspecify.annotations.Nullable
        String idempotencyKey) {
  private static final int LONGEST_NOTE = 500;

  /**
   * @throws Refused INVALID, naming the part that is missing or too much
   */
  PhoneAttemptRecord checked(Instant now) {
    if (outcome == PhoneOutcome.INTERVIEWED) {
      throw Refused.invalid("outcome", "Write down what the person said with responseRecord.");
    }
    if ((outcome == PhoneOutcome.CALL_BACK) != (callBackAt != null)
        || (callBackAt != null && !callBackAt.toInstant().isAfter(now))) {
      throw Refused.invalid(
          "callBackAt", "CALL_BACK needs a time to come, every other outcome has none.");
    }
    if (note != null && (note.length() > LONGEST_NOTE || note.indexOf('\0') >= 0)) {
      throw Refused.invalid("note", "Write at most " + LONGEST_NOTE + " characters.");
    }
    return this;
  }

  /**
   * @throws Refused INVALID where nobody can be called back any more by then
   */
  void requireBefore(Instant end) {
    if (callBackAt != null && !callBackAt.toInstant().isBefore(end)) {
      throw Refused.invalid("callBackAt", "The wave ends at " + end + "; name a time before that.");
    }
  }
}
