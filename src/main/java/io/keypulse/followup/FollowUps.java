package io.keypulse.followup;

import io.keypulse.platform.Page;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class FollowUps implements PanacheRepositoryBase<FollowUp, Long> {
  @Inject Session session;

  record Said(long invitationId, int waveId, int contactId, short overall, @Nullable String why) {}

  /** Newest first; only those nobody has acknowledged, or all. */
  List<FollowUp> page(Page page, boolean openOnly) {
    return find(
            "id < ?1" + (openOnly ? " and acknowledgedAt is null" : "") + " order by id desc",
            page.afterId(Long.MAX_VALUE))
        .range(0, page.size())
        .list();
  }

  int number(boolean openOnly) {
    return (int) (openOnly ? count("acknowledgedAt is null") : count());
  }

  Optional<FollowUp> locked(long id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
  }

  List<Said> said(Collection<Long> invitationIds) {
    return session
        .createNativeQuery(
            """
            select invitation_id, wave_id, contact_id, overall, why from answer
            where invitation_id = any (cast(:ids as bigint[]))
            """,
            Said.class)
        .setParameter("ids", invitationIds.toArray(Long[]::new))
        .getResultList();
  }
}
