package io.keypulse.invitation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.Session;

/**
 * Refusals of policy in a row. They are counted in the books, so that it is the same row for all
 * replicas; what was taken between them is looked for only when there are enough of them.
 */
@ApplicationScoped
class PolicyRefusals {
  /** So many domains that all refuse do not do so by chance. */
  private static final int SEVERAL = 5;

  /** Since a person last let the wave go on; who was refused again after that fails alone. */
  private static final String COUNTED =
      """
      mail_attempt t join mail m on m.id = t.mail_id and (m.state = 'HELD' or m.state = 'FAILED' and not m.content_refused)
      where t.wave_id = :wave and t.outcome = 'POLICY_REFUSED'
        and t.at > coalesce((select max(resumed_at) from delivery_stop where wave_id = :wave), '-infinity')
      """;

  @Inject Session session;

  private record Turn(String held) {}

  private record Since(Instant at) {}

  /**
   * When the first of the last several domains refused, where no mail of the wave was taken since.
   */
  Optional<Instant> allRefusedSince(int waveId) {
    awaitTurn(waveId);
    return session
        .createNativeQuery(
            """
            select min(d.at) as at
            from (select m.domain, max(t.at) as at from %s group by m.domain order by 2 desc limit :several) d
            having count(*) = :several and not exists (
              select from mail s where s.wave_id = :wave and s.sent_at >= min(d.at))
            """
                .formatted(COUNTED),
            Since.class)
        .setParameter("wave", waveId)
        .setParameter("several", SEVERAL)
        .getResultList()
        .stream()
        .map(Since::at)
        .findFirst();
  }

  /** Two that refuse at once would not see each other's. */
  private void awaitTurn(int waveId) {
    session
        .createNativeQuery(
            "select cast(pg_advisory_xact_lock(hashtext('keypulse.policy'), :wave) as text) as held",
            Turn.class)
        .setParameter("wave", waveId)
        .getSingleResult();
  }

  /** Those of the row are tried once more when a person lets the wave go on. */
  void hold(int waveId, Instant since) {
    session
        .createNativeMutationQuery(
            """
            update mail set state = 'HELD', content_refused = true, fence = fence + 1
            where state = 'FAILED' and id in (select m.id from %s and t.at >= :since)
            """
                .formatted(COUNTED))
        .setParameter("wave", waveId)
        .setParameter("since", since)
        .executeUpdate();
  }
}
