package io.keypulse.guess;

import io.keypulse.platform.Channel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

@ApplicationScoped
class Guesses {
  private static final String COLUMNS =
      """
      select g.id, g.account_id, g.wave_id, cast(g.expected as int) as expected, g.guessed_by, g.guessed_at, g.version
      from account_guess g
      """;

  @Inject Session session;

  record Guess(
      long id,
      int accountId,
      int waveId,
      int expected,
      int guessedBy,
      Instant guessedAt,
      int version) {}

  private record Id(long id) {}

  private record Fact(boolean holds) {}

  /**
   * Nothing when it is at another version or the account has answered; 0 stands for none yet. Nor
   * when nobody of the account was drawn.
   */
  Optional<Long> set(
      int accountId, int waveId, int expected, int by, int expectedVersion, Instant now) {
    return session
        .createNativeQuery(
            """
            with put as (
              insert into account_guess as g (account_id, team_id, wave_id, expected, guessed_by, guessed_at, channel)
              select a.id, a.team_id, :wave, :answer, :by, :now, :channel from account a
              where a.id = :account
                and exists (select from frame_entry f where f.account_id = a.id and f.wave_id = :wave and f.drawn)
                and not exists (select from answer n where n.account_id = a.id and n.wave_id = :wave)
                and (:version = 0
                  or exists (select from account_guess o where o.account_id = a.id and o.wave_id = :wave))
              on conflict (account_id, wave_id) do update set expected = excluded.expected,
                guessed_by = excluded.guessed_by, guessed_at = excluded.guessed_at, channel = excluded.channel
              where g.version = :version
              returning id)
            select id from put
            """,
            Id.class)
        .setParameter("account", accountId)
        .setParameter("wave", waveId)
        .setParameter("answer", expected)
        .setParameter("by", by)
        .setParameter("now", now)
        .setParameter("channel", Channel.MANUAL.name())
        .setParameter("version", expectedVersion)
        .uniqueResultOptional()
        .map(Id::id);
  }

  Optional<Guess> byId(long id) {
    return session
        .createNativeQuery(COLUMNS + "where g.id = :id", Guess.class)
        .setParameter("id", id)
        .uniqueResultOptional();
  }

  Optional<Guess> of(int accountId, int waveId) {
    return ofAccounts(List.of(accountId)).stream()
        .filter(guess -> guess.waveId() == waveId)
        .findFirst();
  }

  boolean isDrawn(int accountId, int waveId) {
    return session
        .createNativeQuery(
            """
            select exists (
              select from frame_entry f where f.account_id = :account and f.wave_id = :wave and f.drawn) as holds
            """,
            Fact.class)
        .setParameter("account", accountId)
        .setParameter("wave", waveId)
        .getSingleResult()
        .holds();
  }

  boolean hasAnswered(int accountId, int waveId) {
    return session
        .createNativeQuery(
            """
            select exists (select from answer n where n.account_id = :account and n.wave_id = :wave) as holds
            """,
            Fact.class)
        .setParameter("account", accountId)
        .setParameter("wave", waveId)
        .getSingleResult()
        .holds();
  }

  /** The newest wave first. */
  List<Guess> ofAccounts(Collection<Integer> accountIds) {
    return session
        .createNativeQuery(
            COLUMNS
                + "where g.account_id = any (cast(:accounts as int[])) order by g.wave_id desc, g.id",
            Guess.class)
        .setParameter("accounts", accountIds.toArray(Integer[]::new))
        .getResultList();
  }

  /** What these people expected of waves that were opened in these days. */
  List<Guess> ofPeople(Collection<Integer> employeeIds, LocalDate from, LocalDate to) {
    return session
        .createNativeQuery(
            COLUMNS
                + """
                join wave w on w.id = g.wave_id
                where g.guessed_by = any (cast(:people as int[]))
                  and w.opened_at >= cast(:from as timestamp) at time zone 'UTC'
                  and w.opened_at < cast(cast(:to as date) + 1 as timestamp) at time zone 'UTC'
                order by g.id
                """,
            Guess.class)
        .setParameter("people", employeeIds.toArray(Integer[]::new))
        .setParameter("from", from)
        .setParameter("to", to)
        .getResultList();
  }
}
