package io.keypulse.response;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class Answers implements PanacheRepositoryBase<Answer, Long> {
  private static final String COLUMNS =
      """
      select n.invitation_id, n.wave_id, n.contact_id, n.account_id, cast(n.overall as int),
        array_to_string(n.ratings, ',', '') as ratings, array_to_string(w.aspects, ',') as aspects, n.why, n.answered_at
      """;

  @Inject Session session;

  /**
   * The ratings stand in the order of the aspects, separated by commas; empty where none was
   * marked.
   */
  record Said(
      long invitationId,
      int waveId,
      int contactId,
      int accountId,
      int overall,
      String ratings,
      String aspects,
      @Nullable String why,
      Instant answeredAt) {}

  /** The newest answers of each account, newest first. */
  List<Said> newest(Collection<Integer> accountIds, int most) {
    return session
        .createNativeQuery(
            COLUMNS
                + """
                from unnest(cast(:accounts as int[])) as asked (id)
                cross join lateral (
                  select * from answer where account_id = asked.id
                  order by answered_at desc, invitation_id desc limit :most) n
                join wave w on w.id = n.wave_id
                order by n.account_id, n.answered_at desc, n.invitation_id desc
                """,
            Said.class)
        .setParameter("accounts", accountIds.toArray(Integer[]::new))
        .setParameter("most", most)
        .getResultList();
  }

  Optional<Said> said(long invitationId) {
    return session
        .createNativeQuery(
            COLUMNS + "from answer n join wave w on w.id = n.wave_id where n.invitation_id = :id",
            Said.class)
        .setParameter("id", invitationId)
        .uniqueResultOptional();
  }
}
