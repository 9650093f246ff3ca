package io.keypulse.followup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** What cases are to be opened about. */
@ApplicationScoped
class Subjects {
  @Inject Session session;

  /** What a case is about; the rules that open it by their ids, parted by commas. */
  record Subject(
      long invitationId,
      int waveId,
      int contactId,
      int accountId,
      int teamId,
      @Nullable String aspect,
      String matching) {
    Integer[] rules() {
      return Arrays.stream(matching.split(",", -1)).map(Integer::valueOf).toArray(Integer[]::new);
    }
  }

  /**
   * What this answer opens a case about, by the rules of today and by those that opened the case it
   * has; the worst aspect of it first. Of one that nobody may read only the wish to be called opens
   * one, and nothing else is told.
   *
   * @param turning whether the verdict on the account turns unhealthy by it
   */
  Optional<Subject> ofAnswer(long invitationId, boolean turning) {
    return session
        .createNativeQuery(
            """
            select n.invitation_id, n.wave_id, n.contact_id, n.account_id, n.team_id, %s as aspect,
              string_agg(cast(r.id as text), ',' order by r.id) as matching
            from answer n join wave w on w.id = n.wave_id join contact c on c.id = n.contact_id
            join follow_up_rule r on (r.active or r.id = any (array(
              select unnest(f.rule_ids) from follow_up f where f.invitation_id = :invitation))) and %s
            where n.invitation_id = :invitation and %s
            group by n.invitation_id, w.id
            """
                .formatted(
                    FollowUpRules.WORST_ASPECT,
                    FollowUpRules.ANSWER_MATCHES,
                    FollowUpRules.MAY_BE_READ),
            Subject.class)
        .setParameter("invitation", invitationId)
        .setParameter("turning", turning ? new Long[] {invitationId} : new Long[0])
        .uniqueResultOptional();
  }

  /** Whose silence in this wave opens a case, where there is none yet. */
  List<Subject> ofSilence(int waveId) {
    return session
        .createNativeQuery(
            """
            select min(i.id) as invitation_id, i.wave_id, i.contact_id, i.account_id, i.team_id,
              cast(null as text) as aspect, string_agg(distinct cast(r.id as text), ',') as matching
            from asked i join contact c on c.id = i.contact_id
            join follow_up_rule r on r.active and %s
            where i.wave_id = :wave
              and (select w.confidentiality from wave w where w.id = i.wave_id) = 'NAMED'
              and not exists (select from follow_up f where f.contact_id = i.contact_id and f.wave_id = i.wave_id)
            group by i.wave_id, i.contact_id, i.account_id, i.team_id order by i.contact_id
            """
                .formatted(FollowUpRules.SILENCE_MATCHES),
            Subject.class)
        .setParameter("wave", waveId)
        .getResultList();
  }
}
