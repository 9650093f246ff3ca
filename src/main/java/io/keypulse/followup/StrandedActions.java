package io.keypulse.followup;

import io.keypulse.platform.AsSystem;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/**
 * What somebody had to do about an open case who has left or does not see the account any more: it
 * is given on to whoever has the case, who is told.
 */
@ApplicationScoped
class StrandedActions implements PanacheRepositoryBase<FollowUp, Long> {
  private static final int AT_ONCE = 500;

  private static final String WAITING =
      "with recursive owner as ("
          + InHand.pairs("owner", "follow_up_action", "owner_id", "done_at is null")
          + ") select a.id from owner p join follow_up_action a on a.owner_id = p.person_id and a.team_id = p.team_id"
          + " and a.done_at is null join follow_up f on f.id = a.follow_up_id and f.closed_at is null where "
          + InHand.blind("p.person_id", "p.team_id")
          + " order by a.id limit :most";

  private static final String STRANDED =
      "select f.* from follow_up_action a join follow_up f on f.id = a.follow_up_id and f.closed_at is null"
          + " where a.id = :id and a.done_at is null and "
          + InHand.blind("a.owner_id", "a.team_id")
          + " for update of a skip locked";

  @Inject Session session;
  @Inject Appointments appointments;
  @Inject FollowUpMails mails;
  @Inject FollowUpActions actions;

  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  List<Long> waiting() {
    return RowId.of(session.createNativeQuery(WAITING, RowId.class).setParameter("most", AT_ONCE));
  }

  /** Nothing where it is no longer so, others are about it, or nobody can act. */
  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void giveOn(long id, Instant now) {
    Optional<FollowUp> stranded =
        session
            .createNativeQuery(STRANDED, FollowUp.class)
            .setParameter("id", id)
            .uniqueResultOptional();
    stranded
        .flatMap(appointments::holder)
        .ifPresent(
            holder -> {
              actions.giveOn(id, holder);
              mails.aboutAction(id, now);
            });
  }
}
