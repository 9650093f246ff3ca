package io.keypulse.invitation;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;

@Name("MailAttempt")
@Description("An attempt at a mail that the mail server did not take, or of which nobody can know.")
public record MailAttemptView(
    @Description("From 1, over all attempts at this mail.") int number,
    OffsetDateTime at,
    MailAttemptOutcome outcome,
    @Description(
            "The stage of the conversation with the mail server and the codes of its reply (RCPT 451 4.7.1), or the kind"
                + " of the fault.")
        String reply) {

  @Name("MailAttemptOutcome")
  @Description("What became of an attempt that was not taken.")
  public enum MailAttemptOutcome {
    @Description("Nothing was delivered; it is tried again.")
    POSTPONED,
    @Description("The address was refused for good, and is suspended.")
    ADDRESS_REFUSED,
    @Description(
        "Refused by a rule of the mail server (5.7.x at RCPT); the address is not to blame.")
    POLICY_REFUSED,
    @Description("What is sent was refused, or who sends it; the wave's delivery stops.")
    CONTENT_REFUSED,
    @Description("It could not be made into a mail.")
    UNWRITABLE,
    @Description("Nobody can know whether it arrived.")
    UNKNOWN
  }

  static MailAttemptView of(MailAttempts.Noted noted) {
    return new MailAttemptView(
        noted.number(),
        noted.at().atOffset(ZoneOffset.UTC),
        MailAttemptOutcome.valueOf(noted.outcome()),
        noted.reply());
  }
}
