package io.keypulse.followup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** What people did about a case: talks with the customer, causes, what the customer reads. */
@ApplicationScoped
class WorkLog {
  private static final String CAUSES =
      """
      with recursive tree as (
        select id, code, name, parent_id, code as origin, active, array[id] as place from follow_up_cause
        where parent_id is null
        union all
        select c.id, c.code, c.name, c.parent_id, t.origin, c.active, t.place || c.id from follow_up_cause c
        join tree t on t.id = c.parent_id)
      select t.id, t.code, t.name, p.code as parent_code, t.origin, t.active from tree t
      left join follow_up_cause p on p.id = t.parent_id
      """;

  @Inject Session session;

  record Talk(
      long id,
      long followUpId,
      Instant at,
      String means,
      boolean reached,
      String summary,
      @Nullable Integer recordedBy) {}

  record Cause(
      int id,
      String code,
      String name,
      @Nullable String parentCode,
      String origin,
      boolean active) {}

  record Line(
      long followUpId,
      String line,
      Instant approvedAt,
      @Nullable Integer approvedBy,
      @Nullable Integer offeredWaveId) {}

  private record Offered(int contactId, String line) {}

  long talk(FollowUp followUp, Instant at, FollowUpMeans means, boolean reached, String summary) {
    return session
        .createNativeQuery(
            """
            with made as (
              insert into follow_up_contact (follow_up_id, account_id, team_id, at, means, reached, summary)
              values (:followUp, :account, :team, :at, :means, :reached, :summary) returning id)
            select id from made
            """,
            RowId.class)
        .setParameter("followUp", followUp.id)
        .setParameter("account", followUp.accountId)
        .setParameter("team", followUp.teamId)
        .setParameter("at", at)
        .setParameter("means", means.name())
        .setParameter("reached", reached)
        .setParameter("summary", summary)
        .getSingleResult()
        .id();
  }

  /** The earliest first. */
  List<Talk> talks(Collection<Long> followUpIds) {
    return session
        .createNativeQuery(
            """
            select id, follow_up_id, at, means, reached, summary, recorded_by from follow_up_contact
            where follow_up_id = any (cast(:ids as bigint[])) order by follow_up_id, at, id
            """,
            Talk.class)
        .setParameter("ids", followUpIds.toArray(Long[]::new))
        .getResultList();
  }

  /** The tree, each below its parent. */
  List<Cause> causes() {
    return session.createNativeQuery(CAUSES + "order by t.place", Cause.class).getResultList();
  }

  Optional<Cause> cause(int id) {
    return causes().stream().filter(cause -> cause.id() == id).findFirst();
  }

  int addCause(String code, int parentId, String name) {
    return (int)
        session
            .createNativeQuery(
                """
                with made as (
                  insert into follow_up_cause (code, parent_id, name) values (:code, :parent, :name) returning id)
                select cast(id as bigint) as id from made
                """,
                RowId.class)
            .setParameter("code", code)
            .setParameter("parent", parentId)
            .setParameter("name", name)
            .getSingleResult()
            .id();
  }

  /** In place of an earlier one that nobody has read. */
  boolean approve(FollowUp followUp, String line, Instant now) {
    return session
            .createNativeMutationQuery(
                """
                insert into follow_up_line as l (follow_up_id, account_id, team_id, line, approved_at)
                values (:followUp, :account, :team, :line, :now)
                on conflict (follow_up_id) do update set line = excluded.line, approved_at = excluded.approved_at,
                  approved_by = excluded.approved_by
                where l.offered_wave_id is null
                """)
            .setParameter("followUp", followUp.id)
            .setParameter("account", followUp.accountId)
            .setParameter("team", followUp.teamId)
            .setParameter("line", line)
            .setParameter("now", now)
            .executeUpdate()
        == 1;
  }

  List<Line> lines(Collection<Long> followUpIds) {
    return session
        .createNativeQuery(
            """
            select follow_up_id, line, approved_at, approved_by, offered_wave_id from follow_up_line
            where follow_up_id = any (cast(:ids as bigint[]))
            """,
            Line.class)
        .setParameter("ids", followUpIds.toArray(Long[]::new))
        .getResultList();
  }

  /**
   * What was approved for the people whom this wave asks and never offered before, by contact; the
   * newest where there are several. Offered once.
   */
  Map<Integer, String> offerLines(int waveId) {
    Map<Integer, String> lines = new HashMap<>();
    session
        .createNativeQuery(
            """
            with offered as (
              update follow_up_line l set offered_wave_id = :wave
              from follow_up f join frame_entry e on e.contact_id = f.contact_id and e.wave_id = :wave and e.account_id = f.account_id
                and e.drawn and e.blocked is null
              where l.follow_up_id = f.id and l.offered_wave_id is null
                and f.state in ('RESOLVED_UNPROVEN', 'RECOVERED', 'UNPROVEN')
              returning f.contact_id, l.line, l.approved_at)
            select contact_id, line from offered order by approved_at
            """,
            Offered.class)
        .setParameter("wave", waveId)
        .getResultList()
        .forEach(offered -> lines.put(offered.contactId(), offered.line()));
    return lines;
  }
}
