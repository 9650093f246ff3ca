package io.keypulse.response;

import io.keypulse.invitation.Correspondent;
import io.keypulse.invitation.Inviter;
import io.keypulse.survey.Aspect;
import io.keypulse.survey.Delivery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Whoever comes through the link of a mail. */
@ApplicationScoped
class Guests {
  @Inject Session session;

  /**
   * All that the page shows besides its questions, read at once.
   *
   * @param open whether answers count, until it closes
   * @param aspects separated by commas
   * @param everybody whether everybody like them was drawn
   * @param fewest answers in a figure, where single ones are read by nobody
   * @param senderName in which the program writes, if in another than the manager's
   * @param manager who answers for the reader's company; nobody where nobody does
   */
  record Guest(
      long invitationId,
      int waveId,
      int programId,
      int contactId,
      int accountId,
      int teamId,
      String name,
      String language,
      String timeZone,
      boolean answered,
      boolean open,
      Instant closesAt,
      int questionnaireId,
      String aspects,
      int drawn,
      int people,
      boolean everybody,
      @Nullable Integer fewest,
      @Nullable String manager,
      @Nullable String managersPosition,
      @Nullable String managersEmail,
      @Nullable String senderName,
      String repliesTo) {
    Delivery.ReplyTo replyTo() {
      return Delivery.ReplyTo.valueOf(repliesTo);
    }

    @Nullable Correspondent answersForIt() {
      return manager == null
          ? null
          : new Correspondent(manager, Objects.requireNonNull(managersEmail));
    }

    Inviter.Invited invited() {
      return new Inviter.Invited(
          invitationId,
          waveId,
          programId,
          contactId,
          accountId,
          teamId,
          name,
          language,
          timeZone,
          answered);
    }

    boolean isAsked(Instant now) {
      return open && now.isBefore(closesAt);
    }

    /** In the order of the wave. */
    List<Aspect> asked() {
      return aspects.isEmpty()
          ? List.of()
          : Arrays.stream(aspects.split(",", -1)).map(Aspect::valueOf).toList();
    }
  }

  /** Nothing for unknown and altered links alike. */
  Optional<Guest> by(String token) {
    return Inviter.hashOf(token).flatMap(this::byTokenHash);
  }

  private Optional<Guest> byTokenHash(byte[] hash) {
    return session
        .createNativeQuery(
            """
            select i.id, i.wave_id, w.program_id, i.contact_id, i.account_id, i.team_id, i.name, i.language, i.time_zone,
              i.answered_at is not null as answered, w.state <> 'CLOSED' as open, w.closes_at, w.questionnaire_id,
              array_to_string(w.aspects, ',') as aspects, w.drawn, w.frame_size,
              asked_with_everybody(i.wave_id, i.contact_id) as everybody, w.aggregate_from,
              m.name as manager, m.position as managers_position, m.email as managers_email, p.sender_name, p.reply_to
            from invitation i join wave w on w.id = i.wave_id join survey_program p on p.id = w.program_id
            left join employee m on m.id = responsible(i.team_id, today())
            where i.token_hash = :hash
            """,
            Guest.class)
        .setParameter("hash", hash)
        .uniqueResultOptional();
  }
}
