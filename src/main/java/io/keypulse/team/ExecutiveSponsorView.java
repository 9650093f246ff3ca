package io.keypulse.team;

import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Provenance;
import java.time.LocalDate;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;

@Name("ExecutiveSponsor")
@Description("Our executive beside an executive of the account.")
public record ExecutiveSponsorView(
    @Id String id,
    LocalDate since,
    @Description("First day on which it no longer holds; open where absent.")
        Optional<LocalDate> until,
    @Description("Days from one meeting to the next.") int meetingInterval,
    Optional<LocalDate> lastMeeting,
    @Description(
            "When the next one is due: that many days after the last, or after the first day. Counted alike where it has ended.")
        LocalDate nextMeeting,
    @Description("Whether that day has passed, and it still holds.") boolean overdue,
    int version,
    Provenance provenance,
    @Ignore int key,
    @Ignore int accountKey,
    @Ignore int employeeKey,
    @Ignore Optional<Integer> contactKey) {
  static final String TYPE = "ExecutiveSponsor";

  static ExecutiveSponsorView of(ExecutiveSponsors.Sponsor sponsor, LocalDate asOf) {
    LocalDate last = sponsor.lastMeeting() == null ? sponsor.since() : sponsor.lastMeeting();
    LocalDate next = last.plusDays(sponsor.meetingEvery());
    return new ExecutiveSponsorView(
        GlobalId.of(TYPE, sponsor.id()),
        sponsor.since(),
        Optional.ofNullable(sponsor.until()),
        sponsor.meetingEvery(),
        Optional.ofNullable(sponsor.lastMeeting()),
        next,
        next.isBefore(asOf) && sponsor.holdsOn(asOf),
        sponsor.version(),
        Provenance.of(
            sponsor.channel(), sponsor.source(), sponsor.recordedAt(), sponsor.recordedBy()),
        sponsor.id(),
        sponsor.accountId(),
        sponsor.employeeId(),
        Optional.ofNullable(sponsor.contactId()));
  }
}
