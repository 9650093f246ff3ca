package io.keypulse.followup;

import io.keypulse.platform.AsSystem;
import io.keypulse.staff.EmployeeLeft;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * Cases that wait in the hands of somebody who has left: they are given on at once, by the tick
 * where somebody left by an import or on a day that was said before.
 */
@ApplicationScoped
class LeftCases implements PanacheRepositoryBase<FollowUp, Long> {
  private static final int AT_ONCE = 500;

  private static final String LEFT =
      " from follow_up f join employee e on e.id = f.owner_id and not e.active where f."
          + FollowUpState.WAITS;

  @Inject Session session;
  @Inject Appointments appointments;
  @Inject DueTimes times;

  private record Id(long id) {}

  void giveOn(@Observes EmployeeLeft left) {
    ids(left.employeeId()).forEach(id -> give(id, left.at()));
  }

  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  List<Long> waiting() {
    return ids(null);
  }

  /** False where it is no longer so, or others are about it. */
  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  boolean giveOn(long id, Instant now) {
    return give(id, now);
  }

  private boolean give(long id, Instant now) {
    Optional<FollowUp> left =
        session
            .createNativeQuery(
                "select f.*" + LEFT + " and f.id = :id for update of f skip locked", FollowUp.class)
            .setParameter("id", id)
            .uniqueResultOptional();
    left.ifPresent(
        followUp -> {
          appointments.succeed(followUp, times.least(followUp, now), now);
          flush();
        });
    return left.isPresent();
  }

  private List<Long> ids(@Nullable Integer owner) {
    var query =
        session.createNativeQuery(
            "select f.id"
                + LEFT
                + (owner == null ? "" : " and e.id = :owner")
                + " order by f.id limit :most",
            Id.class);
    if (owner != null) {
      query.setParameter("owner", owner);
    }
    return query.setParameter("most", AT_ONCE).getResultList().stream().map(Id::id).toList();
  }
}
