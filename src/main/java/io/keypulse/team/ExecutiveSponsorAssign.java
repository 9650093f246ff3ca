package io.keypulse.team;

import io.keypulse.platform.Channel;
import io.keypulse.platform.Refused;
import java.time.LocalDate;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.jspecify.annotations.Nullable;

@Input("ExecutiveSponsorAssignInput")
public record ExecutiveSponsorAssign(
    @Id String accountId,
    @Id @Description("Our executive; not the lead of the account's team.") String employeeId,
    @io.smallrye.graphql.api.Nullable @Id @Description("Theirs, a contact of the account.")
        @Nullable String contactId,
    @io.smallrye.graphql.api.Nullable @Description("Today when left out.")
        @Nullable LocalDate since,
    @io.smallrye.graphql.api.Nullable
        @Description("First day on which it no longer holds; open when left out.")
        @Nullable LocalDate until,
    @io.smallrye.graphql.api.Nullable
        @Description("Days from one meeting to the next, 1 to 1000; 90 when left out.")
        @Nullable Integer meetingInterval,
    @io.smallrye.graphql.api.Nullable @Description("MANUAL when left out.")
        @Nullable Channel channel,
    @io.smallrye.graphql.api.Nullable
        @Description("Any text of your own: sent again, it is done once.")
        @Nullable String idempotencyKey) {
  private static final int MOST_DAYS = 1000;

  int meetingEvery() {
    @Nullable Integer checked = checkedInterval(meetingInterval);
    return checked == null ? SponsorRegister.MEETING_EVERY : checked;
  }

  static @Nullable Integer checkedInterval(@Nullable Integer days) {
    if (days != null && (days < 1 || days > MOST_DAYS)) {
      throw Refused.invalid("meetingInterval", "Write 1 to " + MOST_DAYS + " days.");
    }
    return days;
  }
}
