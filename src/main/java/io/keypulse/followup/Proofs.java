package io.keypulse.followup;

import io.keypulse.survey.Satisfaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** What customers are asked after a resolution, once each. */
@ApplicationScoped
class Proofs {
  private static final String COLUMNS =
      """
      select p.id, p.follow_up_id, p.round, p.aspect, p.asked_at, p.expires_at, p.answered_at,
        cast(p.answer as int) as answer, p.outcome, p.hindrance, coalesce(c.language, i.language) as language, p.key,
        w.program_id, w.questionnaire_id, p.team_id,
        exists (select from follow_up_proof e where e.follow_up_id = p.follow_up_id and e.round < p.round
          and e.outcome = 'NOT_RECOVERED') as again
      from follow_up_proof p join follow_up f on f.id = p.follow_up_id
      join invitation i on i.id = f.invitation_id
      left join contact c on c.id = p.contact_id
      join wave w on w.id = f.wave_id
      """;

  @Inject Session session;

  /**
   * @param again whether they were asked before and said that it is not mended
   */
  record Proof(
      long id,
      long followUpId,
      int round,
      @Nullable String aspect,
      Instant askedAt,
      Instant expiresAt,
      @Nullable Instant answeredAt,
      @Nullable Integer answer,
      @Nullable String outcome,
      @Nullable String hindrance,
      String language,
      UUID key,
      int programId,
      int questionnaireId,
      int teamId,
      boolean again) {
    boolean isOpen(Instant now) {
      return outcome == null && now.isBefore(expiresAt);
    }
  }

  long ask(FollowUp followUp, UUID key, byte[] hash, Instant now, Instant expiresAt) {
    return session
        .createNativeQuery(
            """
            with made as (
              insert into follow_up_proof (follow_up_id, account_id, team_id, contact_id, round, aspect, key, token_hash,
                asked_at, expires_at)
              values (:followUp, :account, :team, :contact, :round, cast(:aspect as text), :key, :hash, :now, :expires)
              returning id)
            select id from made
            """,
            RowId.class)
        .setParameter("followUp", followUp.id)
        .setParameter("account", followUp.accountId)
        .setParameter("team", followUp.teamId)
        .setParameter("contact", followUp.contactId)
        .setParameter("round", followUp.round)
        .setParameter(
            "aspect", followUp.aspect == null ? null : followUp.aspect.name(), String.class)
        .setParameter("key", key)
        .setParameter("hash", hash)
        .setParameter("now", now)
        .setParameter("expires", expiresAt)
        .getSingleResult()
        .id();
  }

  Optional<Proof> byHash(byte[] hash) {
    return session
        .createNativeQuery(COLUMNS + "where p.token_hash = :hash", Proof.class)
        .setParameter("hash", hash)
        .uniqueResultOptional();
  }

  List<Proof> of(Collection<Long> followUpIds) {
    return session
        .createNativeQuery(
            COLUMNS
                + "where p.follow_up_id = any (cast(:ids as bigint[])) order by p.follow_up_id, p.round",
            Proof.class)
        .setParameter("ids", followUpIds.toArray(Long[]::new))
        .getResultList();
  }

  /** Only the first answer gets through, and only in time. */
  boolean answer(long id, Satisfaction answer, Outcome outcome, Instant now) {
    return session
            .createNativeMutationQuery(
                """
                update follow_up_proof set answered_at = :now, answer = :answer, outcome = :outcome
                where id = :id and outcome is null and expires_at > :now
                """)
            .setParameter("now", now)
            .setParameter("answer", (short) answer.score)
            .setParameter("outcome", outcome.name())
            .setParameter("id", id)
            .executeUpdate()
        == 1;
  }

  /** The cases whose customer let the time pass. */
  List<Long> expired(Instant now, int most) {
    return RowId.of(
        session
            .createNativeQuery(
                """
            select follow_up_id as id from follow_up_proof
            where outcome is null and expires_at <= :now order by expires_at, id limit :most
            """,
                RowId.class)
            .setParameter("now", now)
            .setParameter("most", most));
  }

  boolean expire(long followUpId, Instant now) {
    return session
            .createNativeMutationQuery(
                """
                update follow_up_proof set outcome = 'UNPROVEN'
                where follow_up_id = :followUp and outcome is null and expires_at <= :now
                """)
            .setParameter("followUp", followUpId)
            .setParameter("now", now)
            .executeUpdate()
        == 1;
  }

  /** Ends waiting for an answer that nobody was asked for. */
  boolean couldNotAsk(long followUpId, String hindrance) {
    return session
            .createNativeMutationQuery(
                """
                update follow_up_proof set outcome = 'COULD_NOT_BE_ASKED', hindrance = :hindrance
                where follow_up_id = :followUp and outcome is null
                """)
            .setParameter("hindrance", hindrance)
            .setParameter("followUp", followUpId)
            .executeUpdate()
        == 1;
  }

  /** Ends waiting for an answer: its customer has said more elsewhere. */
  void supersede(long followUpId) {
    session
        .createNativeMutationQuery(
            "update follow_up_proof set outcome = 'UNPROVEN' where follow_up_id = :followUp and outcome is null")
        .setParameter("followUp", followUpId)
        .executeUpdate();
  }

  /** Ends waiting for an answer, and tells no more what it was asked about. */
  void withdraw(long followUpId) {
    session
        .createNativeMutationQuery(
            """
            update follow_up_proof set aspect = null, outcome = coalesce(outcome, 'UNPROVEN') where follow_up_id = :followUp
            """)
        .setParameter("followUp", followUpId)
        .executeUpdate();
  }

  /** What a proof came to. */
  enum Outcome {
    RECOVERED,
    NOT_RECOVERED,
    UNPROVEN;

    static Outcome of(Satisfaction answer) {
      if (answer == Satisfaction.NO_OPINION) {
        return UNPROVEN;
      }
      return answer.isDissatisfied() ? NOT_RECOVERED : RECOVERED;
    }
  }
}
