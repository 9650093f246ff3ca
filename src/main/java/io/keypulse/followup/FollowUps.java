package io.keypulse.followup;

import io.keypulse.platform.Page;
import io.keypulse.platform.Refused;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class FollowUps implements PanacheRepositoryBase<FollowUp, Long> {
  @Inject Session session;

  record Said(long invitationId, int waveId, int contactId, short overall, @Nullable String why) {}

  List<FollowUp> page(Page page, FollowUpFilter filter, FollowUpOrder order) {
    FollowUpFilter.Conditions conditions = filter.conditions();
    Map<String, Object> values = new HashMap<>(conditions.values());
    String hql = conditions.hql();
    if (page.after() != null) {
      hql += " and (openedAt, id) " + (order.descends() ? "<" : ">") + " (:openedAt, :id)";
      values.put("openedAt", openedAt(page.after()));
      values.put("id", page.after().id());
    }
    String direction = order.descends() ? " desc" : "";
    return find(hql + " order by openedAt" + direction + ", id" + direction, values)
        .range(0, page.size())
        .list();
  }

  private static Instant openedAt(Page.Key key) {
    try {
      Instant at = Instant.parse(key.value());
      if (at.isAfter(Instant.EPOCH) && at.isBefore(Instant.parse("9999-01-01T00:00:00Z"))) {
        return at;
      }
    } catch (DateTimeParseException notOurs) {
      // told below
    }
    throw Refused.invalid("after", "This is not a cursor of this list in this order.");
  }

  int number(FollowUpFilter filter) {
    FollowUpFilter.Conditions conditions = filter.conditions();
    return (int) count(conditions.hql(), conditions.values());
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
