package io.keypulse.response;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Node;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.jspecify.annotations.Nullable;

@Name("PhoneAttempt")
@Description("One call to a person who was drawn.")
public record PhoneAttemptView(
    @Id String id,
    PhoneOutcome outcome,
    OffsetDateTime attemptedAt,
    @Description("Of a CALL_BACK.") Optional<OffsetDateTime> callBackAt,
    @Description("Absent for analysts, and where none was written.") Optional<String> note,
    @Ignore int waveKey,
    @Ignore int contactKey,
    @Ignore int interviewerKey)
    implements Node {
  public static final String TYPE = "PhoneAttempt";

  static PhoneAttemptView of(PhoneAttempts.Attempt attempt, boolean withNote) {
    return new PhoneAttemptView(
        GlobalId.of(TYPE, attempt.id()),
        PhoneOutcome.valueOf(attempt.outcome()),
        attempt.attemptedAt().atOffset(ZoneOffset.UTC),
        at(attempt.callBackAt()),
        Optional.ofNullable(attempt.note()).filter(note -> withNote),
        attempt.waveId(),
        attempt.contactId(),
        attempt.interviewerId());
  }

  private static Optional<OffsetDateTime> at(@Nullable Instant moment) {
    return Optional.ofNullable(moment).map(at -> at.atOffset(ZoneOffset.UTC));
  }
}
