package io.keypulse.followup;

import io.keypulse.platform.Page;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class FollowUps implements PanacheRepositoryBase<FollowUp, Long> {
  /**
   * Of case {@code f}: whether its person was dissatisfied, overall or with an aspect, as far as
   * anybody may read it.
   */
  static final String DISPLEASED =
      """
      (f.aspect is not null or exists (
        select from answer n join wave w on w.id = n.wave_id and w.confidentiality = 'NAMED'
        where n.invitation_id = f.invitation_id and n.overall <= 2))
      """;

  /** Of case {@code f}: its customer was asked whether it is mended and said that it is not. */
  private static final String SAID_NOT_MENDED =
      """
      exists (select from follow_up_proof d where d.follow_up_id = f.id and d.outcome = 'NOT_RECOVERED')
      """;

  /**
   * Of case {@code f}: whether its person was dissatisfied, with the survey or with what was done
   * since.
   */
  static final String COMPLAINT = "(" + DISPLEASED + " or " + SAID_NOT_MENDED + ")";

  @Inject Session session;

  /** What was said, where anything was, as far as somebody may read it. */
  record Said(
      long invitationId, @Nullable Integer overall, @Nullable String why, boolean callWish) {}

  List<FollowUp> page(Page page, FollowUpFilter filter, FollowUpOrder order, Instant now) {
    FollowUpFilter.Conditions conditions = filter.conditions(now);
    Map<String, Object> values = new HashMap<>(conditions.values());
    String key = order.field().attribute;
    String hql = conditions.text() + " and " + key + " is not null";
    if (page.after() != null) {
      hql += " and (%s, id) %s (:key, :id)".formatted(key, order.descends() ? "<" : ">");
      values.put("key", Instant.parse(page.after().value()));
      values.put("id", page.after().id());
    }
    String direction = order.descends() ? " desc" : "";
    return find(hql + " order by " + key + direction + ", id" + direction, values)
        .range(0, page.size())
        .list();
  }

  int number(FollowUpFilter filter, Instant now) {
    FollowUpFilter.Conditions conditions = filter.conditions(now);
    return (int) count(conditions.text(), conditions.values());
  }

  Optional<FollowUp> locked(long id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
  }

  List<Said> said(Collection<Long> invitationIds) {
    return session
        .createNativeQuery(
            """
            select n.invitation_id, case when w.confidentiality = 'NAMED' then cast(n.overall as int) end as overall,
              case when w.confidentiality = 'NAMED' then n.why end as why, n.call_wish
            from answer n join wave w on w.id = n.wave_id where n.invitation_id = any (cast(:ids as bigint[]))
            """,
            Said.class)
        .setParameter("ids", invitationIds.toArray(Long[]::new))
        .getResultList();
  }

  /** What a case is about, which nothing else changes. */
  void writeSubject(FollowUp followUp) {
    session
        .createNativeMutationQuery(
            "update follow_up set aspect = :aspect, rule_ids = :rules where id = :id")
        .setParameter(
            "aspect", followUp.aspect == null ? null : followUp.aspect.name(), String.class)
        .setParameter("rules", followUp.ruleIds)
        .setParameter("id", followUp.id)
        .executeUpdate();
  }

  /** Also in the trail of its changes. */
  void forgetSubject(FollowUp followUp) {
    followUp.isAboutNothing();
    writeSubject(followUp);
    session
        .createNativeQuery(
            """
            select forget_audit_values(array_agg(id)) as id from audit_entry
            where object_type = 'follow_up' and object_id = :id
            """,
            RowId.class)
        .setParameter("id", followUp.id)
        .getSingleResult();
  }

  /** Whether its person was dissatisfied, with the survey or with what was done since. */
  boolean isComplaint(FollowUp followUp) {
    return is(followUp, COMPLAINT);
  }

  boolean isSaidNotMended(FollowUp followUp) {
    return is(followUp, SAID_NOT_MENDED);
  }

  /** Whether the viewer sees it by now. */
  boolean isSeen(FollowUp followUp) {
    return is(followUp, "true");
  }

  private boolean is(FollowUp followUp, String condition) {
    return !session
        .createNativeQuery(
            "select f.id from follow_up f where f.id = :id and " + condition, RowId.class)
        .setParameter("id", followUp.id)
        .getResultList()
        .isEmpty();
  }

  /** Whether anything was planned or done in the round that it is in. */
  boolean isActedOnInThisRound(FollowUp followUp) {
    return !session
        .createNativeQuery(
            "select id from follow_up_action where follow_up_id = :id and :round in (round, done_round)",
            RowId.class)
        .setParameter("id", followUp.id)
        .setParameter("round", followUp.round)
        .getResultList()
        .isEmpty();
  }

  record Open(int accountId, int cases) {}

  /** Cases that somebody still has to act on, by account. */
  List<Open> open(Collection<Integer> accountIds) {
    return session
        .createNativeQuery(
            """
            select account_id, cast(count(*) as int) as cases from follow_up
            where account_id = any (cast(:ids as int[])) and %s group by account_id
            """
                .formatted(FollowUpState.WAITS),
            Open.class)
        .setParameter("ids", accountIds.toArray(Integer[]::new))
        .getResultList();
  }

  private record Invited(long id, boolean answered) {}

  /**
   * Waits for whoever else opens a case about this invitation; whether it is answered by then. What
   * the next statement reads is what they have left.
   */
  boolean answeredLocked(long invitationId) {
    return session
        .createNativeQuery(
            """
            select id, answered_at is not null as answered from invitation where id = :id for no key update
            """,
            Invited.class)
        .setParameter("id", invitationId)
        .getSingleResult()
        .answered();
  }

  Optional<FollowUp> lockedOf(long invitationId) {
    return find("invitationId = ?1", invitationId)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResultOptional();
  }

  /** The case of this person in this wave. */
  Optional<FollowUp> locked(int contactId, int waveId) {
    return find("contactId = ?1 and waveId = ?2", contactId, waveId)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResultOptional();
  }
}
