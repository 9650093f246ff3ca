package io.keypulse.invitation;

import io.keypulse.platform.Chance;
import io.keypulse.platform.EmailAddress;
import io.keypulse.wave.NeverAsked;
import io.keypulse.wave.WaveClosed;
import io.keypulse.wave.WaveDrawn;
import io.keypulse.wave.WavePaused;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The door of the invitation room. Everything here joins the transaction of its caller. */
@ApplicationScoped
public class Inviter {
  private static final int FIRST = Interceptor.Priority.APPLICATION;

  @Inject Invitations invitations;
  @Inject Invitees invitees;
  @Inject WaitingMails mails;
  @Inject Lanes lanes;
  @Inject Senders senders;
  @Inject SendHours hours;
  @Inject NeverAsked neverAsked;
  @Inject Chance chance;
  @Inject PersonalLinks links;

  /** Somebody who was asked and came through their link. */
  public record Invited(
      long invitationId,
      int waveId,
      int programId,
      int contactId,
      int accountId,
      int teamId,
      String name,
      String language,
      String timeZone,
      boolean answered) {}

  /**
   * Whoever was drawn is invited by mail, once for each address, at the next hour that suits;
   * before any later room that has something to say in these mails.
   */
  void inviteDrawn(@Observes @Priority(FIRST) WaveDrawn wave) {
    List<Invitations.Drawn> drawn = invitations.drawn(wave.waveId());
    if (drawn.isEmpty()) {
      return;
    }
    List<UUID> keys = Stream.generate(chance::key).limit(drawn.size()).toList();
    List<byte[]> hashes = keys.stream().map(key -> links.hash(key)).toList();
    List<Long> ids = invitations.invite(wave.waveId(), drawn, keys, hashes);
    List<Instant> suiting =
        hours.next(
            drawn.stream()
                .map(one -> new SendHours.Reader(one.programId(), one.accountId(), one.timeZone()))
                .toList(),
            wave.at());
    Set<String> addresses = new HashSet<>();
    List<WaitingMails.Planned> planned = new ArrayList<>();
    for (int place = 0; place < drawn.size(); place++) {
      Invitations.Drawn one = drawn.get(place);
      planned.add(
          new WaitingMails.Planned(
              ids.get(place),
              MailKind.INVITATION,
              0,
              suiting.get(place),
              obstacle(one, addresses)));
    }
    mails.plan(planned);
    lanes.open(addresses.stream().map(EmailAddress::domain).toList(), wave.at());
  }

  private static @Nullable String obstacle(Invitations.Drawn one, Set<String> addresses) {
    if (one.email() == null) {
      return one.byPhone() ? "ASKED_BY_PHONE" : "NO_ADDRESS";
    }
    return addresses.add(one.email()) ? null : "SHARED_ADDRESS";
  }

  /** Begins the mails of a wave to these contacts with a line of their own, before they leave. */
  public void openWith(int waveId, Map<Integer, String> lines) {
    if (!lines.isEmpty()) {
      invitations.openWith(waveId, lines);
    }
  }

  void skipUnsent(@Observes WaveClosed wave) {
    mails.skipUnsent(wave.waveId());
    neverAsked.remember(wave.waveId(), mails.neverLeftFor(wave.waveId()));
  }

  /** Whoever holds this token; nothing for unknown and altered ones alike. */
  public Optional<Invited> byToken(String token) {
    return links.hash(token).flatMap(invitees::byTokenHash);
  }

  /**
   * As {@link #byToken}, also with a link of an earlier address or of a later room, which leads to
   * the ways out.
   */
  Optional<Invited> byAnyToken(String token) {
    return links.hash(token).flatMap(invitees::byAnyTokenHash);
  }

  /** Lets a link of a later room lead to the ways out of this invitation, and to nothing else. */
  public void openWaysOut(long invitationId, UUID linkKey) {
    invitees.openWaysOut(invitationId, links.hash(linkKey));
  }

  /** Whom they can turn to about it. */
  public ReplyContact replyContact(Invited who) {
    return senders.replyContact(who.programId(), who.teamId());
  }

  /**
   * Somebody who was drawn, by telephone, whether a mail could be sent or not. Until the
   * transaction ends nobody else changes what they said, nor where they are.
   */
  public Optional<Invited> called(int waveId, int contactId) {
    invitees.hold(waveId, contactId);
    return invitees.ofContact(waveId, contactId);
  }

  /**
   * True for the first answer only, however many arrive at once. Nobody who answers holds a lane:
   * the dispatcher finds the thanks that wait in one.
   */
  public boolean markAnswered(long invitationId, Instant now) {
    Optional<Invitations.Answered> first = invitations.markAnsweredByMail(invitationId, now);
    if (first.filter(Invitations.Answered::thanks).isPresent()) {
      mails.plan(List.of(new WaitingMails.Planned(invitationId, MailKind.THANKS, 0, now, null)));
    }
    return first.isPresent();
  }

  /**
   * As {@link #markAnswered}, for an answer on the telephone: it does not prove that a mail came.
   */
  public boolean markInterviewed(long invitationId, Instant now) {
    boolean first = invitations.markInterviewed(invitationId, now);
    if (first) {
      mails.skip(invitationId, "INTERVIEWED", false);
    }
    return first;
  }

  /** Whoever was asked in another way and wants no mail of this wave about it. */
  public void leaveInPeace(int waveId, int contactId, Instant now) {
    invitees
        .ofContact(waveId, contactId)
        .ifPresent(
            invited -> {
              invitations.stopReminders(invited.invitationId(), now);
              mails.skip(invited.invitationId(), "DECLINED", false);
            });
  }

  /** Nothing of this wave leaves while it is paused; what is on its way is not called back. */
  void hold(@Observes WavePaused wave) {
    mails.hold(wave.waveId());
  }
}
