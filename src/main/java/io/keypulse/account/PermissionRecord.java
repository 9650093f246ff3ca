package io.keypulse.account;

import io.keypulse.platform.Channel;
import io.keypulse.platform.Refused;
import java.time.LocalDate;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.jspecify.annotations.Nullable;

@Input("PermissionRecordInput")
@Description("What a contact said about being asked; it is about the contact's present address.")
public record PermissionRecord(
    @Id String contactId,
    PermissionKind kind,
    @io.smallrye.graphql.api.Nullable @Description("With BASIS only, and needed there.")
        @Nullable PermissionBasis basis,
    @io.smallrye.graphql.api.Nullable
        @Id
        @Description("About this program; absent: every one, as with REACHABLE.")
        @Nullable String programId,
    @io.smallrye.graphql.api.Nullable
        @Description(
            "With SNOOZE only, and needed there: the first day to be asked again, after today. The longest counts"
                + " unless there is a reason.")
        @Nullable LocalDate snoozedUntil,
    @io.smallrye.graphql.api.Nullable
        @Description(
            "1 to 500 characters; needed with OBJECTION_WITHDRAWN and REACHABLE, and with a SNOOZE that shortens"
                + " another.")
        @Nullable String reason,
    @io.smallrye.graphql.api.Nullable @Description("How we learned of it; MANUAL unless said.")
        @Nullable Channel channel,
    @io.smallrye.graphql.api.Nullable @Description("Of 1 to 100 characters, against doubling.")
        @Nullable String idempotencyKey) {
  private static final int LONGEST_REASON = 500;
  private static final int LATEST_YEAR = 2199;

  /**
   * @throws Refused INVALID, naming the part that is missing or too much
   */
  PermissionRecord checked(LocalDate today) {
    if ((kind == PermissionKind.BASIS) != (basis != null)) {
      throw Refused.invalid("basis", "BASIS needs a basis, every other kind has none.");
    }
    if ((kind == PermissionKind.SNOOZE) != (snoozedUntil != null)
        || (snoozedUntil != null && snoozedUntil.getYear() > LATEST_YEAR)) {
      throw Refused.invalid(
          "snoozedUntil", "SNOOZE needs a day before 2200, every other kind has none.");
    }
    if (snoozedUntil != null && !snoozedUntil.isAfter(today)) {
      throw Refused.invalid(
          "snoozedUntil",
          "That is over already; name a later day than today. To have somebody asked soon, name tomorrow and the reason.");
    }
    if (kind.needsReason() && reason == null) {
      throw Refused.invalid("reason", "Say how you know it.");
    }
    if (kind == PermissionKind.REACHABLE && programId != null) {
      throw Refused.invalid("programId", "An address works for every program; leave this out.");
    }
    if (reason != null
        && (reason.isBlank() || reason.length() > LONGEST_REASON || reason.indexOf('\0') >= 0)) {
      throw Refused.invalid("reason", "Write 1 to " + LONGEST_REASON + " characters.");
    }
    return this;
  }
}
