package io.keypulse.response;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** What people said before they corrected it. */
@ApplicationScoped
class AnswerVersions {
  @Inject Session session;

  record Former(
      long invitationId,
      int number,
      String ratings,
      String aspects,
      @Nullable String why,
      boolean callWish,
      Instant saidAt) {}

  /** Newest first. */
  List<Former> of(Collection<Long> invitationIds) {
    return session
        .createNativeQuery(
            """
            select v.invitation_id, v.number, array_to_string(v.ratings, ',', '') as ratings,
              array_to_string(w.aspects, ',') as aspects, v.why, v.call_wish, v.said_at
            from answer_version v join answer n using (invitation_id) join wave w on w.id = n.wave_id
            where v.invitation_id = any (cast(:ids as bigint[])) order by v.invitation_id, v.number desc
            """,
            Former.class)
        .setParameter("ids", invitationIds.toArray(Long[]::new))
        .getResultList();
  }

  int forgetBefore(Instant before, int most) {
    return session
        .createNativeMutationQuery(
            """
            delete from answer_version where (invitation_id, number) in (
              select invitation_id, number from answer_version where revised_at < :before
              order by revised_at limit :most)
            """)
        .setParameter("before", before)
        .setParameter("most", most)
        .executeUpdate();
  }
}
