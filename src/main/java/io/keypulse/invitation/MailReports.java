package io.keypulse.invitation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** What the delivery books say, as the viewer's side of the wall shows them. */
@ApplicationScoped
class MailReports {
  private static final int SEVERAL_ATTEMPTS = 3;

  @Inject Session session;

  /**
   * @param state null where somebody was invited and has no mail, which must not be
   */
  record Count(
      int waveId,
      String kind,
      @Nullable String state,
      int count,
      int byPhone,
      int answered,
      int absent) {}

  record ReasonCount(int waveId, String kind, String state, @Nullable String reason, int count) {}

  record Total(int count) {}

  private record WaveId(int waveId) {}

  record Undelivered(
      long id,
      int contactId,
      int accountId,
      String kind,
      int number,
      String state,
      @Nullable String reason,
      Instant dueAt,
      int attempts,
      @Nullable Long holdId) {}

  /**
   * @param resumedAt null, as all that follows, while nothing leaves
   */
  record Stop(
      int waveId,
      Instant stoppedAt,
      String reason,
      @Nullable Instant resumedAt,
      @Nullable String resumeReason,
      @Nullable Integer resumedBy) {}

  List<Count> counts(Collection<Integer> waveIds) {
    return session
        .createNativeQuery(COUNTS.formatted("i.wave_id = any (cast(:waves as int[]))"), Count.class)
        .setParameter("waves", waveIds.toArray(Integer[]::new))
        .getResultList();
  }

  List<Count> countsOfOpenWaves() {
    return session
        .createNativeQuery(
            COUNTS.formatted("i.wave_id in (select id from wave where state <> 'CLOSED')"),
            Count.class)
        .getResultList();
  }

  private static final String COUNTS =
      """
      with invited as (select i.id, i.wave_id, i.answered_at from invitation i where %1$s)
      select i.wave_id, 'INVITATION' as kind, m.state, cast(count(*) as int) as count,
        cast(count(*) filter (where m.reason = 'ASKED_BY_PHONE') as int) as by_phone,
        cast(count(i.answered_at) as int) as answered, cast(count(m.absent_at) as int) as absent
      from invited i left join mail m on m.invitation_id = i.id and m.kind = 'INVITATION'
      group by i.wave_id, m.state
      union all
      select i.wave_id, m.kind, m.state, cast(count(*) as int), 0, cast(count(i.answered_at) as int),
        cast(count(m.absent_at) as int)
      from invited i join mail m on m.invitation_id = i.id and m.kind <> 'INVITATION'
      group by i.wave_id, m.kind, m.state
      order by 1, 2, 3
      """;

  List<ReasonCount> reasons(Collection<Integer> waveIds) {
    return session
        .createNativeQuery(
            """
            select wave_id, kind, state, reason, cast(count(*) as int) as count from mail
            where wave_id = any (cast(:waves as int[])) and state <> 'SENT'
            group by wave_id, kind, state, reason order by wave_id, kind, state, reason
            """,
            ReasonCount.class)
        .setParameter("waves", waveIds.toArray(Integer[]::new))
        .getResultList();
  }

  /** Who was drawn and has no mail comes after all mails. */
  private static final String UNDELIVERED =
      """
      (select id, contact_id, account_id, kind, number, state, reason, due_at, attempts, cast(null as bigint) as hold_id from mail
        where wave_id = :wave and state <> 'SENT'
      union all
      select 1000000000000000 + f.contact_id, f.contact_id, f.account_id, 'INVITATION', 0, 'WITHHELD', f.blocked, w.opened_at, 0, f.hold_id
        from frame_entry f join wave w on w.id = f.wave_id
        where f.wave_id = :wave and f.drawn and f.blocked is not null) u
      where (cast(:kind as text) is null or kind = :kind)
      """;

  /**
   * Every mail of this wave that its person does not have, or has not yet, and who was withheld.
   */
  List<Undelivered> undelivered(int waveId, @Nullable String kind, long after, int most) {
    return session
        .createNativeQuery(
            "select * from " + UNDELIVERED + " and id > :after order by id limit :most",
            Undelivered.class)
        .setParameter("wave", waveId)
        .setParameter("kind", kind, String.class)
        .setParameter("after", after)
        .setParameter("most", most)
        .getResultList();
  }

  int undelivered(int waveId, @Nullable String kind) {
    return session
        .createNativeQuery("select cast(count(*) as int) as count from " + UNDELIVERED, Total.class)
        .setParameter("wave", waveId)
        .setParameter("kind", kind, String.class)
        .getSingleResult()
        .count();
  }

  private static final String BY_MAIL =
      " (select from invitation i join mail m on m.invitation_id = i.id and m.kind = 'INVITATION' and %s where i.wave_id = w.id)";

  /**
   * Of the latest wave of each program that goes on, those by mail of which none was ever taken,
   * although one was attempted several times, several were refused for good, or the wave is over.
   */
  List<Integer> wavesOfWhichNothingWasTaken() {
    return session
        .createNativeQuery(
            """
            select w.id as wave_id from (select distinct on (v.program_id) v.id, v.state from wave v
              join survey_program p on p.id = v.program_id and p.state <> 'RETIRED'
              order by v.program_id, v.opened_at desc, v.id desc) w
            where not exists
            """
                + BY_MAIL.formatted("m.sent_at is not null")
                + " and case when w.state = 'CLOSED' then exists"
                + BY_MAIL.formatted("m.reason is distinct from 'ASKED_BY_PHONE'")
                + " else exists"
                + BY_MAIL.formatted("m.attempts >= :several")
                + " or (select count(*) >= :several from mail m"
                + " where m.wave_id = w.id and m.kind = 'INVITATION' and m.state = 'FAILED') end order by w.id",
            WaveId.class)
        .setParameter("several", SEVERAL_ATTEMPTS)
        .getResultList()
        .stream()
        .map(WaveId::waveId)
        .toList();
  }

  /** Of each of these waves, the latest first. */
  List<Stop> stops(Collection<Integer> waveIds) {
    return session
        .createNativeQuery(
            """
            select wave_id, stopped_at, reason, resumed_at, resume_reason, resumed_by from delivery_stop
            where wave_id = any (cast(:waves as int[])) order by wave_id, id desc
            """,
            Stop.class)
        .setParameter("waves", waveIds.toArray(Integer[]::new))
        .getResultList();
  }
}
