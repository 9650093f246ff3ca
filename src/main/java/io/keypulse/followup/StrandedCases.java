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

/**
 * Cases that wait in the hands of somebody who has left, does not see the account any more, or had
 * it as the account manager and has handed the lead over: they are given on, in the transaction in
 * which somebody leaves, else by the tick.
 */
@ApplicationScoped
class StrandedCases implements PanacheRepositoryBase<FollowUp, Long> {
  private static final int AT_ONCE = 500;

  private static final String LEADS_NOT =
      """
      not exists (select from team_member m
        where m.team_id = %2$s and m.employee_id = %1$s and m.role = 'LEAD' and m.valid @> today())
      """;

  private static final String OF_PAIR =
      " join follow_up f on f.%1$s = p.person_id and f.team_id = p.team_id and f."
          + FollowUpState.WAITS;

  private static final String WAITING =
      "with recursive owner as ("
          + InHand.pairs("owner", "follow_up", "owner_id", FollowUpState.WAITS)
          + "), manager as ("
          + InHand.pairs("manager", "follow_up", "manager_id", FollowUpState.WAITS)
          + ") select f.id from owner p"
          + OF_PAIR.formatted("owner_id")
          + " where "
          + InHand.blind("p.person_id", "p.team_id")
          + " union select f.id from manager p"
          + OF_PAIR.formatted("manager_id")
          + " where "
          + LEADS_NOT.formatted("p.person_id", "p.team_id")
          + " order by id limit :most";

  private static final String STRANDED =
      "select f.* from follow_up f where f.id = :id and f.owner_id is not null and f."
          + FollowUpState.WAITS
          + " and ("
          + InHand.blind("f.owner_id", "f.team_id")
          + " or f.manager_id is not null and "
          + LEADS_NOT.formatted("f.manager_id", "f.team_id")
          + ") for update of f skip locked";

  @Inject Session session;
  @Inject Appointments appointments;
  @Inject DueTimes times;

  void giveOn(@Observes EmployeeLeft left) {
    of(left.employeeId()).forEach(id -> give(id, left.at()));
  }

  private List<Long> of(int owner) {
    return RowId.of(
        session
            .createNativeQuery(
                "select f.id from follow_up f where f.owner_id = :owner and f."
                    + FollowUpState.WAITS
                    + " order by f.id limit :most",
                RowId.class)
            .setParameter("owner", owner)
            .setParameter("most", AT_ONCE));
  }

  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  List<Long> waiting() {
    return RowId.of(session.createNativeQuery(WAITING, RowId.class).setParameter("most", AT_ONCE));
  }

  /** False where it is no longer so, or others are about it. */
  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  boolean giveOn(long id, Instant now) {
    return give(id, now);
  }

  private boolean give(long id, Instant now) {
    Optional<FollowUp> stranded =
        session
            .createNativeQuery(STRANDED, FollowUp.class)
            .setParameter("id", id)
            .uniqueResultOptional();
    stranded.ifPresent(
        followUp -> {
          appointments.succeed(followUp, times.least(followUp, now), now);
          flush();
        });
    return stranded.isPresent();
  }
}
