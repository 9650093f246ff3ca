package io.keypulse.invitation;

import io.keypulse.account.DoNotAsk;
import io.keypulse.platform.Chance;
import io.keypulse.wave.WaveClosed;
import io.keypulse.wave.WaveDrawn;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The door of the invitation room. Everything here joins the transaction of its caller. */
@ApplicationScoped
public class Inviter {
  private static final int FIRST = Interceptor.Priority.APPLICATION;

  @Inject Invitations invitations;
  @Inject DoNotAsk doNotAsk;
  @Inject Chance chance;
  @Inject InvitationConfig.Links links;

  /** Somebody who was asked and came through their link. */
  public record Invited(
      long invitationId,
      int waveId,
      int contactId,
      int accountId,
      int teamId,
      String name,
      String language,
      boolean answered) {}

  /** Before any later room that has something to say in these mails. */
  void inviteDrawn(@Observes @Priority(FIRST) WaveDrawn wave) {
    List<Invitations.Drawn> drawn = invitations.drawn(wave.waveId());
    List<UUID> keys = Stream.generate(chance::key).limit(drawn.size()).toList();
    List<byte[]> hashes = keys.stream().map(key -> Token.of(links.secret(), key).hash()).toList();
    invitations.invite(wave.waveId(), drawn, keys, hashes, wave.at());
  }

  /** Begins the mails of a wave to these contacts with a line of their own, before they leave. */
  public void openWith(int waveId, Map<Integer, String> lines) {
    if (!lines.isEmpty()) {
      invitations.openWith(waveId, lines);
    }
  }

  void skipUnsent(@Observes WaveClosed wave) {
    invitations.skipUnsent(wave.waveId());
  }

  /** Whoever holds this token; nothing for unknown and altered ones alike. */
  public Optional<Invited> byToken(String token) {
    return row(token).map(Inviter::invited);
  }

  /** Somebody who was drawn, by telephone, whether a mail could be sent or not. */
  public Optional<Invited> called(int waveId, int contactId, Instant now) {
    Optional<Invitations.Row> invited = invitations.ofContact(waveId, contactId);
    if (invited.isEmpty()) {
      UUID key = chance.key();
      byte[] hash = Token.of(links.secret(), key).hash();
      invitations.inviteWithoutAddress(waveId, contactId, key, hash, now);
      invited = invitations.ofContact(waveId, contactId);
    }
    return invited.map(Inviter::invited);
  }

  private static Invited invited(Invitations.Row row) {
    return new Invited(
        row.id(),
        row.waveId(),
        row.contactId(),
        row.accountId(),
        row.teamId(),
        row.name(),
        row.language(),
        row.answeredAt() != null);
  }

  /** True for the first answer only, however many arrive at once. */
  public boolean markAnswered(long invitationId, Instant now) {
    return invitations.markAnswered(invitationId, now);
  }

  /**
   * As {@link #markAnswered}, for an answer on the telephone: it does not prove that a mail came.
   */
  public void markInterviewed(long invitationId, Instant now) {
    invitations.markInterviewed(invitationId, now);
  }

  /** Counts a page view. Scanners cause them too: nothing is ever derived from it. */
  public void countOpened(long invitationId) {
    invitations.countOpened(invitationId);
  }

  /** Whoever holds this token is not asked again; false when nobody does. */
  public boolean objected(String token, DoNotAsk.Via via, Instant now) {
    Optional<Invitations.Row> row = row(token);
    row.ifPresent(invited -> doNotAsk.objected(invited.email(), via, now));
    return row.isPresent();
  }

  private Optional<Invitations.Row> row(String token) {
    return Token.parse(token).flatMap(parsed -> invitations.byTokenHash(parsed.hash()));
  }
}
