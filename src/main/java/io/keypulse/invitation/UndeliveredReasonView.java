package io.keypulse.invitation;

import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Name("UndeliveredReason")
@Description(
    "How many mails of a kind did not get through, or have not yet, for one reason. Those of a kind add up to its mails that"
        + " are not SENT: of INVITATION to planned - sent of the books.")
public record UndeliveredReasonView(
    MailKind kind,
    MailState state,
    @Description("As of UndeliveredMail; absent of mails that were not attempted yet.")
        Optional<String> reason,
    int count) {
  static UndeliveredReasonView of(MailReports.ReasonCount row) {
    return new UndeliveredReasonView(
        MailKind.valueOf(row.kind()),
        MailState.valueOf(row.state()),
        Optional.ofNullable(row.reason()),
        row.count());
  }
}
