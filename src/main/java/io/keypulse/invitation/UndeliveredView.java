package io.keypulse.invitation;

import io.keypulse.platform.PageInfo;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

@Name("UndeliveredMail")
@Description(
    "A mail that somebody did not get, or has not got yet, and why; also of who was drawn and withheld, for whom there is none.")
public record UndeliveredView(
    MailKind kind,
    @Description("Of a REMINDER, from 1; else 0.") int number,
    MailState state,
    @Description(
            "Why: the stage of the conversation with the mail server and its reply (RCPT 451 4.7.1), or what stood"
                + " against it (OBJECTED, SNOOZED, LEFT, ARCHIVED, MANUAL_HOLD, ADDRESS_REFUSED, SHARED_ADDRESS, ADDRESS_CHANGED, NO_ADDRESS, ANSWERED,"
                + " INTERVIEWED, DECLINED, REMINDERS_STOPPED, WAVE_CLOSED, ERASED), or ASKED_BY_PHONE: there is no address, and"
                + " the program telephones, or BOUNCED with its status, or UNKNOWN: nobody can know whether it arrived. Absent before the first"
                + " attempt. Of a WITHHELD one: OPEN_CASE, MANUAL_HOLD, ASKED_BY_OTHERS or ACCOUNT_BUDGET.")
        Optional<String> reason,
    @Description(
            "Of a DUE or UNKNOWN one: not before then; of a WITHHELD one when the wave opened.")
        OffsetDateTime dueAt,
    @Description("How often it was started.") int attempts,
    @Ignore int contactKey,
    @Ignore int accountKey,
    @Ignore @Nullable Long holdKey,
    @Ignore long mailKey) {
  static UndeliveredView of(MailReports.Undelivered row) {
    return new UndeliveredView(
        MailKind.valueOf(row.kind()),
        row.number(),
        MailState.valueOf(row.state()),
        Optional.ofNullable(row.reason()),
        row.dueAt().atOffset(ZoneOffset.UTC),
        row.attempts(),
        row.contactId(),
        row.accountId(),
        row.holdId(),
        row.id());
  }

  @Name("UndeliveredMailEdge")
  public record Edge(String cursor, UndeliveredView node) {}

  @Name("UndeliveredMailConnection")
  @Description(
      "A page of mails that did not get through, the oldest first, then of who was withheld.")
  public record Connection(
      List<@NonNull Edge> edges,
      List<@NonNull UndeliveredView> nodes,
      PageInfo pageInfo,
      Optional<Integer> totalCount) {}
}
