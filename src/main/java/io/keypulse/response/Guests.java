package io.keypulse.response;

import io.keypulse.invitation.Inviter;
import io.keypulse.invitation.PersonalLinks;
import io.keypulse.invitation.ReplyContact;
import io.keypulse.platform.Today;
import io.keypulse.survey.Aspect;
import io.keypulse.survey.Delivery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.hibernate.JDBCException;
import org.jspecify.annotations.Nullable;

/**
 * Whoever comes through the link of a mail. Hibernate has no part in this, nor need there be a
 * transaction: the link is the only key to what it shows.
 */
@ApplicationScoped
class Guests {
  @Inject DataSource database;
  @Inject PersonalLinks links;
  @Inject Today today;

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
    private static Guest of(ResultSet row) throws SQLException {
      return new Guest(
          row.getLong("id"),
          row.getInt("wave_id"),
          row.getInt("program_id"),
          row.getInt("contact_id"),
          row.getInt("account_id"),
          row.getInt("team_id"),
          row.getString("name"),
          row.getString("language"),
          row.getString("time_zone"),
          row.getBoolean("answered"),
          row.getBoolean("open"),
          row.getObject("closes_at", OffsetDateTime.class).toInstant(),
          row.getInt("questionnaire_id"),
          row.getString("aspects"),
          row.getInt("drawn"),
          row.getInt("people"),
          row.getBoolean("everybody"),
          row.getObject("fewest", Integer.class),
          row.getString("manager"),
          row.getString("managers_position"),
          row.getString("managers_email"),
          row.getString("sender_name"),
          row.getString("replies_to"));
    }

    Delivery.ReplyTo replyTo() {
      return Delivery.ReplyTo.valueOf(repliesTo);
    }

    @Nullable ReplyContact answersForIt() {
      return manager == null
          ? null
          : new ReplyContact(manager, Objects.requireNonNull(managersEmail));
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
    return links.hash(token).flatMap(hash -> read("select * from guest_of(?, ?)", hash));
  }

  /**
   * As {@link #by}; until the transaction ends nobody else changes what they said, nor where they
   * are.
   */
  Optional<Guest> held(String token) {
    return links.hash(token).flatMap(hash -> read("select * from guest_to_answer(?, ?)", hash));
  }

  private Optional<Guest> read(String function, byte[] hash) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(function)) {
      statement.setBytes(1, hash);
      statement.setObject(2, today.get());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(Guest.of(row)) : Optional.empty();
      }
    } catch (SQLException fault) {
      throw new JDBCException("A guest cannot be read", fault);
    }
  }
}
