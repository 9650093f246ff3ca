package io.keypulse.analysis;

import io.keypulse.survey.Satisfaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/**
 * The door for whoever has to act when an account becomes unhealthy: the answers by which its
 * verdict turned. A verdict is by the newest answer of each person in the waves of the year before;
 * waves of which nobody reads single answers have no part in it.
 */
@ApplicationScoped
public class VerdictTurns {
  /** Before and after answer {@code n}; those who are content turn nothing unhealthy. */
  private static final String AROUND =
      """
      select n.invitation_id, cast(f.people as int) as people,
        cast(s.dissatisfied as int) as dissatisfied, cast(s.satisfied as int) as satisfied,
        cast(s.no_opinion as int) as no_opinion, cast(n.overall as int) as answer,
        cast(s.of_the_person as int) as answer_before
      from answer n join wave w on w.id = n.wave_id and w.confidentiality = 'NAMED'
      cross join lateral (
        select array_agg(v.id) as ids from wave v
        where v.confidentiality = 'NAMED' and v.opened_at <= n.answered_at
          and v.opened_at > n.answered_at - interval '1 year') v
      cross join lateral (
        select count(distinct e.contact_id) as people from frame_entry e
        where e.account_id = n.account_id and e.wave_id = any (v.ids) and (e.exclusion is null or e.drawn)) f
      cross join lateral (
        select count(*) filter (where p.overall <= 2) as dissatisfied,
          count(*) filter (where p.overall >= 4) as satisfied,
          count(*) filter (where p.overall = 3) as no_opinion,
          max(p.overall) filter (where p.contact_id = n.contact_id) as of_the_person
        from (
          select distinct on (b.contact_id) b.contact_id, b.overall from answer b
          where b.account_id = n.account_id and b.wave_id = any (v.ids)
            and (b.answered_at, b.invitation_id) < (n.answered_at, n.invitation_id)
          order by b.contact_id, b.answered_at desc, b.invitation_id desc) p) s
      where n.overall <= 3 and
      """;

  @Inject Session session;
  @Inject AnalysisConfig config;

  private record Around(
      long invitationId,
      int people,
      int dissatisfied,
      int satisfied,
      int noOpinion,
      int answer,
      @Nullable Integer answerBefore) {
    boolean turns(double line) {
      Opinions before = new Opinions(people, dissatisfied, satisfied, noOpinion);
      Opinions after = before.plus(Satisfaction.of(answer), 1);
      return !before.isUnhealthy(line)
          && (answerBefore == null ? after : after.plus(Satisfaction.of(answerBefore), -1))
              .isUnhealthy(line);
    }
  }

  private record Opinions(int people, int dissatisfied, int satisfied, int noOpinion) {
    Opinions plus(Satisfaction answer, int number) {
      return new Opinions(
          people,
          dissatisfied + (answer.isDissatisfied() ? number : 0),
          satisfied + (answer.isSatisfied() ? number : 0),
          noOpinion + (answer == Satisfaction.NO_OPINION ? number : 0));
    }

    boolean isUnhealthy(double line) {
      return Verdict.of(dissatisfied, dissatisfied + satisfied, people - noOpinion, line)
          .isUnhealthy();
    }
  }

  /** Whether the verdict on its account turned unhealthy by this answer. */
  public boolean byAnswer(long invitationId) {
    return !turning(
            session
                .createNativeQuery(AROUND + "n.invitation_id = :invitation", Around.class)
                .setParameter("invitation", invitationId))
        .isEmpty();
  }

  /**
   * The answers by which the verdict turned now that this one is there: itself, or a later one that
   * was committed before. Answers of the same account that are recorded at the same moment come
   * here one after the other.
   *
   * @param overall what it says
   */
  public List<Long> since(long invitationId, Satisfaction overall) {
    if (overall.isSatisfied()) {
      return List.of();
    }
    waitForOthers(invitationId);
    return turning(
        session
            .createNativeQuery(
                AROUND
                    + """
                    n.account_id = (select m.account_id from answer m where m.invitation_id = :invitation)
                    and (n.answered_at, n.invitation_id) >=
                      (select m.answered_at, m.invitation_id from answer m where m.invitation_id = :invitation)
                    """,
                Around.class)
            .setParameter("invitation", invitationId));
  }

  private record Turn(String taken, String planned) {}

  /**
   * Until they are committed, and so are seen by the next statement; which is planned once for each
   * connection, for that takes longer than to carry it out.
   */
  private void waitForOthers(long invitationId) {
    session
        .createNativeQuery(
            """
            select cast(pg_advisory_xact_lock(hashtext('keypulse.verdict'), n.account_id) as text) as taken,
              set_config('plan_cache_mode', 'force_generic_plan', true) as planned
            from answer n join wave w on w.id = n.wave_id and w.confidentiality = 'NAMED'
            where n.invitation_id = :invitation and n.overall <= 3
            """,
            Turn.class)
        .setParameter("invitation", invitationId)
        .getResultList();
  }

  /** The answers of a time by which verdicts turned, over the accounts that the viewer sees. */
  public List<Long> between(Instant from, Instant before) {
    return turning(
        session
            .createNativeQuery(
                AROUND + "n.answered_at >= :from and n.answered_at < :before", Around.class)
            .setParameter("from", from)
            .setParameter("before", before));
  }

  private List<Long> turning(NativeQuery<Around> query) {
    return query.getResultList().stream()
        .filter(around -> around.turns(config.unhealthyFrom()))
        .map(Around::invitationId)
        .toList();
  }
}
