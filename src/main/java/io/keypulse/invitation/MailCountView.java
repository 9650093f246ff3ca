package io.keypulse.invitation;

import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Name("MailCount")
@Description("How many mails of a kind have come how far.")
public record MailCountView(MailKind kind, MailState state, int count) {
  static Optional<MailCountView> of(MailReports.Count count) {
    return Optional.ofNullable(count.state())
        .map(
            state ->
                new MailCountView(
                    MailKind.valueOf(count.kind()), MailState.valueOf(state), count.count()));
  }
}
