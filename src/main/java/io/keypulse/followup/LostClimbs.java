package io.keypulse.followup;

import io.keypulse.platform.AsSystem;
import io.keypulse.staff.EmployeeLeft;
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
 * Cases that have climbed to somebody who has left since, or does not see the account any more:
 * they go on to the next above at once.
 */
@ApplicationScoped
class LostClimbs {
  private static final int AT_ONCE = 500;

  /** The last whose turn it became, as long as their time runs. */
  private static final String LOST =
      """
       from follow_up_step s join follow_up f on f.id = s.follow_up_id and f.%s
      where s.kind = 'LINE' and s.due_at > :now and s.acting_id is not null and s.round = f.round
        and s.task = any (case f.state when 'OPEN' then array['ACKNOWLEDGE', 'RECOVER']
          when 'ACKNOWLEDGED' then array['CONTACT'] else array['RESOLVE'] end)
        and %s
        and not exists (select from follow_up_step t
          where t.follow_up_id = s.follow_up_id and t.id > s.id and t.kind = 'LINE'
            and (t.acting_id is not null or t.employee_id = s.acting_id))
      """
          .formatted(FollowUpState.WAITS, InHand.blind("s.acting_id", "s.team_id"));

  @Inject Session session;
  @Inject Ladder ladder;

  void goOn(@Observes EmployeeLeft left) {
    ids(left.employeeId(), left.at()).forEach(id -> climb(id, left.at()));
  }

  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  List<Long> waiting(Instant now) {
    return ids(null, now);
  }

  private List<Long> ids(@Nullable Integer holder, Instant now) {
    var query =
        session.createNativeQuery(
            "select f.id"
                + LOST
                + (holder == null ? "" : " and s.acting_id = :holder")
                + " order by f.id limit :most",
            RowId.class);
    if (holder != null) {
      query.setParameter("holder", holder);
    }
    return RowId.of(query.setParameter("now", now).setParameter("most", AT_ONCE));
  }

  /** False where it is no longer so, or others are about it. */
  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  boolean goOn(long id, Instant now) {
    return climb(id, now);
  }

  private boolean climb(long id, Instant now) {
    Optional<FollowUp> lost =
        session
            .createNativeQuery(
                "select f.*" + LOST + " and f.id = :id for update of f skip locked", FollowUp.class)
            .setParameter("now", now)
            .setParameter("id", id)
            .uniqueResultOptional();
    lost.ifPresent(
        followUp -> {
          ladder.past(followUp, now);
          session.flush();
        });
    return lost.isPresent();
  }
}
