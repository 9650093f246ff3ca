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

  /** Of somebody and the team of what they have. */
  private static final String BLIND =
      "not exists (select from viewer_team v where v.viewer_id = %1$s and v.team_id = %2$s)";

  private static final String LEADS_NOT =
      """
      not exists (select from team_member m
        where m.team_id = %2$s and m.employee_id = %1$s and m.role = 'LEAD' and m.valid @> today())
      """;

  /**
   * Goes from one pair of person and team to the next in the index, however many cases each has.
   */
  private static final String PAIRS =
      """
      (select %1$s as person_id, team_id from follow_up where %1$s is not null and %2$s
        order by %1$s, team_id limit 1)
      union all
      select n.* from %3$s p cross join lateral (
        select %1$s, team_id from follow_up where (%1$s, team_id) > (p.person_id, p.team_id) and %1$s is not null and %2$s
        order by %1$s, team_id limit 1) n
      """;

  private static final String OF_PAIR =
      " join follow_up f on f.%1$s = p.person_id and f.team_id = p.team_id and f."
          + FollowUpState.WAITS;

  private static final String WAITING =
      "with recursive owner as ("
          + PAIRS.formatted("owner_id", FollowUpState.WAITS, "owner")
          + "), manager as ("
          + PAIRS.formatted("manager_id", FollowUpState.WAITS, "manager")
          + ") select f.id from owner p"
          + OF_PAIR.formatted("owner_id")
          + " where "
          + BLIND.formatted("p.person_id", "p.team_id")
          + " union select f.id from manager p"
          + OF_PAIR.formatted("manager_id")
          + " where "
          + LEADS_NOT.formatted("p.person_id", "p.team_id")
          + " order by id limit :most";

  private static final String STRANDED =
      "select f.* from follow_up f where f.id = :id and f.owner_id is not null and f."
          + FollowUpState.WAITS
          + " and ("
          + BLIND.formatted("f.owner_id", "f.team_id")
          + " or f.manager_id is not null and "
          + LEADS_NOT.formatted("f.manager_id", "f.team_id")
          + ") for update of f skip locked";

  @Inject Session session;
  @Inject Appointments appointments;
  @Inject DueTimes times;

  private record Id(long id) {}

  void giveOn(@Observes EmployeeLeft left) {
    of(left.employeeId()).forEach(id -> give(id, left.at()));
  }

  private List<Long> of(int owner) {
    return session
        .createNativeQuery(
            "select f.id from follow_up f where f.owner_id = :owner and f."
                + FollowUpState.WAITS
                + " order by f.id limit :most",
            Id.class)
        .setParameter("owner", owner)
        .setParameter("most", AT_ONCE)
        .getResultList()
        .stream()
        .map(Id::id)
        .toList();
  }

  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  List<Long> waiting() {
    return session
        .createNativeQuery(WAITING, Id.class)
        .setParameter("most", AT_ONCE)
        .getResultList()
        .stream()
        .map(Id::id)
        .toList();
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
