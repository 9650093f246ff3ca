package io.keypulse.invitation;

import io.keypulse.wave.Block;
import io.keypulse.wave.Exclusion;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@Name("ContactInWave")
@Description(
    "What a wave meant for one person: whether the lot fell on them, why not, and their mails.")
public record ContactInWaveView(
    @Description("Why they could not be drawn; absent where they could.")
        Optional<Exclusion> exclusion,
    boolean drawn,
    @Description("Why they were drawn and not asked; absent where they were asked, or not drawn.")
        Optional<Block> withheld,
    @Description("In the order of their making; of confidential waves the invitation alone.")
        List<@NonNull MailToContact> mails,
    @Ignore int waveKey) {

  @Name("MailToContact")
  public record MailToContact(
      MailKind kind,
      @Description("Of a REMINDER, from 1; else 0.") int number,
      MailState state,
      @Description("As of UndeliveredMail.") Optional<String> reason,
      @Description("Of a DUE or UNKNOWN one: not before then.") OffsetDateTime dueAt,
      Optional<OffsetDateTime> sentAt,
      int attempts) {

    static MailToContact of(ContactWaves.Sent mail) {
      return new MailToContact(
          MailKind.valueOf(mail.kind()),
          mail.number(),
          MailState.valueOf(mail.state()),
          Optional.ofNullable(mail.reason()),
          mail.dueAt().atOffset(ZoneOffset.UTC),
          Optional.ofNullable(mail.sentAt()).map(at -> at.atOffset(ZoneOffset.UTC)),
          mail.attempts());
    }
  }

  static ContactInWaveView of(ContactWaves.Entry entry, List<ContactWaves.Sent> mails) {
    return new ContactInWaveView(
        Optional.ofNullable(entry.exclusion()).map(Exclusion::valueOf),
        entry.drawn(),
        Optional.ofNullable(entry.blocked()).map(Block::valueOf),
        mails.stream().map(MailToContact::of).toList(),
        entry.waveId());
  }
}
