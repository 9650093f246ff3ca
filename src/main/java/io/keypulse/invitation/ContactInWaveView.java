package io.keypulse.invitation;

import io.keypulse.wave.Block;
import io.keypulse.wave.Exclusion;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.jspecify.annotations.Nullable;

@Name("ContactInWave")
@Description(
    "What a wave meant for one person: whether the lot fell on them, why not, and their mail.")
public record ContactInWaveView(
    @Description("Why they could not be drawn; absent where they could.")
        Optional<Exclusion> exclusion,
    boolean drawn,
    @Description("Why they were drawn and not asked; absent where they were asked, or not drawn.")
        Optional<Block> withheld,
    @Description("The mail that asks them; absent where there is none.")
        Optional<InvitationMail> invitation,
    @Ignore int waveKey,
    @Ignore @Nullable Long holdKey) {

  @Name("InvitationMail")
  public record InvitationMail(
      MailState state,
      @Description("As of UndeliveredMail.") Optional<String> reason,
      @Description("Of a DUE or UNKNOWN one: not before then.") OffsetDateTime dueAt,
      Optional<OffsetDateTime> sentAt,
      @Description("How often it was started.") int attempts,
      @Ignore long mailKey) {}

  static ContactInWaveView of(ContactWaves.Entry entry) {
    return new ContactInWaveView(
        Optional.ofNullable(entry.exclusion()).map(Exclusion::valueOf),
        entry.drawn(),
        Optional.ofNullable(entry.blocked()).map(Block::valueOf),
        Optional.ofNullable(entry.state()).map(state -> mail(state, entry)),
        entry.waveId(),
        entry.holdId());
  }

  private static InvitationMail mail(String state, ContactWaves.Entry entry) {
    return new InvitationMail(
        MailState.valueOf(state),
        Optional.ofNullable(entry.reason()),
        Objects.requireNonNull(entry.dueAt()).atOffset(ZoneOffset.UTC),
        Optional.ofNullable(entry.sentAt()).map(at -> at.atOffset(ZoneOffset.UTC)),
        Objects.requireNonNull(entry.attempts()),
        Objects.requireNonNull(entry.mailId()));
  }
}
