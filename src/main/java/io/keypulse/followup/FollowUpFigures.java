package io.keypulse.followup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/** Counts over the cases opened in a period, as the viewer's side of the wall shows them. */
@ApplicationScoped
class FollowUpFigures {
  private static final String OF_LEADS =
      """
       and f.team_id in (select m.team_id from team_member m
         where m.role = 'LEAD' and m.valid @> cast(:today as date) and m.employee_id = any (cast(:leads as int[])))
      """;

  @Inject Session session;

  /** Parts that are null narrow nothing. */
  record Within(
      Instant from,
      Instant before,
      @Nullable List<Integer> accounts,
      @Nullable Integer team,
      @Nullable List<Integer> leads,
      LocalDate today) {}

  record Counts(
      int cases,
      int open,
      int acknowledged,
      @Nullable Double hoursToAcknowledge,
      int contacted,
      @Nullable Double hoursToContact,
      int recovered,
      int notRecovered,
      int unproven,
      int awaited) {}

  record Age(int bucket, int cases) {}

  record Past(int employeeId, int times, int cases) {}

  record CauseCount(int causeId, int accounts, int cases) {}

  Counts counts(Within within) {
    return given(
            within,
            """
            , asked as (
              select p.outcome, count(*) as number from follow_up_proof p join within f on f.id = p.follow_up_id
              group by p.outcome)
            select cast(count(*) as int) as cases,
              cast(count(*) filter (where state in ('OPEN', 'ACKNOWLEDGED', 'CONTACTED')) as int) as open,
              cast(count(acknowledged_at) as int) as acknowledged,
              cast(percentile_cont(0.5) within group (order by extract(epoch from acknowledged_at - opened_at) / 3600)
                as double precision) as hours_to_acknowledge,
              cast(count(contacted_at) as int) as contacted,
              cast(percentile_cont(0.5) within group (order by extract(epoch from contacted_at - opened_at) / 3600)
                as double precision) as hours_to_contact,
              cast(coalesce((select number from asked where outcome = 'RECOVERED'), 0) as int) as recovered,
              cast(coalesce((select number from asked where outcome = 'NOT_RECOVERED'), 0) as int) as not_recovered,
              cast(coalesce((select number from asked where outcome = 'UNPROVEN'), 0) as int) as unproven,
              cast(coalesce((select number from asked where outcome is null), 0) as int) as awaited
            from within
            """,
            Counts.class)
        .getSingleResult();
  }

  /**
   * Of those that somebody still has to act on: 0 up to a day, 1 to 3, 2 to 7, 3 to 30, 4 older.
   */
  List<Age> ages(Within within, Instant now) {
    return given(
            within,
            """
            select width_bucket(extract(epoch from cast(:now as timestamptz) - opened_at) / 86400,
                cast(array[1, 3, 7, 30] as numeric[])) as bucket,
              cast(count(*) as int) as cases
            from within where state in ('OPEN', 'ACKNOWLEDGED', 'CONTACTED') group by 1 order by 1
            """,
            Age.class)
        .setParameter("now", now)
        .getResultList();
  }

  /** The most often first. */
  List<Past> climbedPast(Within within, int most) {
    return given(
            within,
            """
            select s.past_id as employee_id, cast(count(*) as int) as times,
              cast(count(distinct s.follow_up_id) as int) as cases
            from follow_up_step s join within f on f.id = s.follow_up_id
            where s.past_id is not null group by s.past_id order by times desc, s.past_id limit :most
            """,
            Past.class)
        .setParameter("most", most)
        .getResultList();
  }

  /** By how many accounts, the most first. */
  List<CauseCount> causes(Within within) {
    return given(
            within,
            """
            select cause_id, cast(count(distinct account_id) as int) as accounts, cast(count(*) as int) as cases
            from within where cause_id is not null group by cause_id order by accounts desc, cases desc, cause_id
            """,
            CauseCount.class)
        .getResultList();
  }

  private <T> NativeQuery<T> given(Within within, String select, Class<T> row) {
    NativeQuery<T> query =
        session
            .createNativeQuery(conditions(within) + select, row)
            .setParameter("from", within.from())
            .setParameter("before", within.before());
    if (within.accounts() != null) {
      query.setParameter("accounts", within.accounts().toArray(Integer[]::new));
    }
    if (within.team() != null) {
      query.setParameter("team", within.team());
    }
    if (within.leads() != null) {
      query
          .setParameter("leads", within.leads().toArray(Integer[]::new))
          .setParameter("today", within.today());
    }
    return query;
  }

  private static String conditions(Within within) {
    return "with within as (select * from follow_up f where f.opened_at >= :from and f.opened_at < :before"
        + (within.accounts() == null ? "" : " and f.account_id = any (cast(:accounts as int[]))")
        + (within.team() == null ? "" : " and f.team_id = :team")
        + (within.leads() == null ? "" : OF_LEADS)
        + ") ";
  }
}
