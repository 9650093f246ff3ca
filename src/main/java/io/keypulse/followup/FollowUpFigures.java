package io.keypulse.followup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/**
 * Counts over the cases opened in a period, and over those that wait today, as the viewer's side of
 * the wall shows them.
 */
@ApplicationScoped
class FollowUpFigures {
  /**
   * Each case by the last question to its customer, for those before were asked of work that went
   * on; where they said nothing to it, by the last to which they did; where they were asked
   * nothing, by how it ended. Of an answer that was deleted nobody knows what it said. Dissatisfied
   * is as well who says so when asked whether it is mended.
   */
  private static final String ENDED =
      """
      , last as (
        select distinct on (f.id) f.account_id, p.id is not null as asked, p.outcome, f.closed_at is not null as closed,
          %s or exists (select from follow_up_proof said where said.follow_up_id = f.id and said.answer <= 2) as displeased,
          not exists (select from answer n where n.invitation_id = f.invitation_id) and f.rule_ids = '{}' as forgotten
        from within f left join follow_up_proof p on p.follow_up_id = f.id
        order by f.id, coalesce(p.outcome in ('UNPROVEN', 'COULD_NOT_BE_ASKED'), false), p.round desc),
      ended as (
        select account_id, case
          when forgotten then case when closed and outcome is distinct from 'RECOVERED' then 'UNPROVEN' else 'NO_DISPLEASURE' end
          when not displeased then 'NO_DISPLEASURE'
          when outcome is not null then outcome
          when asked then 'AWAITED'
          when closed then 'COULD_NOT_BE_ASKED'
          else 'NOT_ASKED' end as how
        from last)
      """
          .formatted(FollowUps.DISPLEASED);

  @Inject Session session;

  /** Parts that are null narrow nothing. */
  record Within(
      Instant from,
      Instant before,
      @Nullable List<Integer> accounts,
      @Nullable List<Integer> teams) {}

  record Counts(int cases, int acknowledged, int contacted, int caused) {}

  /** Of cases without the customer's word whether it is mended. */
  record Wordless(
      int unproven, int couldNotBeAsked, int awaited, int notAsked, int withoutDispleasure) {}

  /** How many cases of an account ended with each of these words of their customer. */
  record LastWords(int accountId, int recovered, int notRecovered) {}

  /** Hours from the opening of a case until each, or for how long that has not come. */
  record Times(double toAcknowledge, boolean acknowledged, double toContact, boolean contacted) {}

  record Age(int bucket, int cases) {}

  record Past(int employeeId, int times, int cases) {}

  record CauseCount(int causeId, int accounts, int cases) {}

  Counts counts(Within within) {
    return given(
            within,
            """
            select cast(count(*) as int) as cases,
              cast(count(acknowledged_at) as int) as acknowledged,
              cast(count(contacted_at) as int) as contacted,
              cast(count(cause_id) as int) as caused
            from within
            """,
            Counts.class)
        .getSingleResult();
  }

  Wordless wordless(Within within) {
    return given(
            within,
            ENDED
                + """
                select cast(count(*) filter (where how = 'UNPROVEN') as int) as unproven,
                  cast(count(*) filter (where how = 'COULD_NOT_BE_ASKED') as int) as could_not_be_asked,
                  cast(count(*) filter (where how = 'AWAITED') as int) as awaited,
                  cast(count(*) filter (where how = 'NOT_ASKED') as int) as not_asked,
                  cast(count(*) filter (where how = 'NO_DISPLEASURE') as int) as without_displeasure
                from ended
                """,
            Wordless.class)
        .getSingleResult();
  }

  List<Times> times(Within within, Instant now) {
    return given(
            within,
            """
            select
              cast(extract(epoch from coalesce(acknowledged_at, closed_at, :now) - opened_at) / 3600 as double precision)
                as to_acknowledge,
              acknowledged_at is not null as acknowledged,
              cast(extract(epoch from coalesce(contacted_at, closed_at, :now) - opened_at) / 3600 as double precision)
                as to_contact,
              contacted_at is not null as contacted
            from within
            """,
            Times.class)
        .setParameter("now", now)
        .getResultList();
  }

  List<LastWords> lastWords(Within within) {
    return given(
            within,
            ENDED
                + """
                select account_id, cast(count(*) filter (where how = 'RECOVERED') as int) as recovered,
                  cast(count(*) filter (where how = 'NOT_RECOVERED') as int) as not_recovered
                from ended where how in ('RECOVERED', 'NOT_RECOVERED') group by account_id order by account_id
                """,
            LastWords.class)
        .getResultList();
  }

  /**
   * Of those that somebody still has to act on, whenever they were opened: 0 up to a day, 1 to 3, 2
   * to 7, 3 to 30, 4 older.
   */
  List<Age> ages(Within within, Instant now) {
    return narrowed(
            within,
            FollowUpState.WAITS,
            """
            select width_bucket(extract(epoch from cast(:now as timestamptz) - opened_at) / 86400,
                cast(array[1, 3, 7, 30] as numeric[])) as bucket,
              cast(count(*) as int) as cases
            from within group by 1 order by 1
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
            where s.overdue group by s.past_id order by times desc, s.past_id limit :most
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
    return narrowed(within, "f.opened_at >= :from and f.opened_at < :before", select, row)
        .setParameter("from", within.from())
        .setParameter("before", within.before());
  }

  private <T> NativeQuery<T> narrowed(
      Within within, String condition, String select, Class<T> row) {
    NativeQuery<T> query =
        session.createNativeQuery(
            "with within as (select * from follow_up f where "
                + condition
                + (within.accounts() == null
                    ? ""
                    : " and f.account_id = any (cast(:accounts as int[]))")
                + (within.teams() == null ? "" : " and f.team_id = any (cast(:teams as int[]))")
                + ") "
                + select,
            row);
    if (within.accounts() != null) {
      query.setParameter("accounts", within.accounts().toArray(Integer[]::new));
    }
    if (within.teams() != null) {
      query.setParameter("teams", within.teams().toArray(Integer[]::new));
    }
    return query;
  }
}
