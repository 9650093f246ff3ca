package io.keypulse.invitation;

import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;

@Description("Why somebody is written to.")
public enum MailKind {
  @Description("They were drawn.")
  INVITATION,
  @Description("They were silent.")
  REMINDER,
  @Description("They answered.")
  THANKS;

  /** The same for every attempt, and for no other mail. */
  String messageId(UUID key, int number, String domain) {
    String suffix =
        switch (this) {
          case INVITATION -> "";
          case REMINDER -> ".r" + number;
          case THANKS -> ".t";
        };
    return "<" + key + suffix + "@" + domain + ">";
  }
}
