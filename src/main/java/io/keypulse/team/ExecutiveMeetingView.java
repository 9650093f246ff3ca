package io.keypulse.team;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Provenance;
import java.time.LocalDate;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;

@Name("ExecutiveMeeting")
@Description("A day on which our executive met the account.")
public record ExecutiveMeetingView(
    @Id String id, LocalDate heldOn, int version, Provenance provenance) {
  static final String TYPE = "ExecutiveMeeting";

  static ExecutiveMeetingView of(ExecutiveMeetings.Meeting meeting) {
    return new ExecutiveMeetingView(
        GlobalId.of(TYPE, meeting.id()),
        meeting.heldOn(),
        meeting.version(),
        Provenance.of(meeting.channel(), "keypulse", meeting.recordedAt(), meeting.recordedBy()));
  }
}
