package io.keypulse.wave;

import io.keypulse.survey.Delivery;
import io.keypulse.survey.Population;
import io.keypulse.survey.SamplingPlan;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.hibernate.query.CommonQueryContract;

/**
 * Who of the contacts of a population can be drawn and who must not be asked now: one statement,
 * the same for a plan and for a draw.
 */
record Eligibility(
    int programId, Population population, SamplingPlan sampling, Delivery delivery, Instant now) {
  private static final Duration WEEK = Duration.ofDays(7);

  /**
   * Rest is counted in days, and from when a wave was due where it opened on that day or the next:
   * a wave opens seconds earlier in its day than the one before, an hour where the clocks changed,
   * and later after a night without Keypulse.
   */
  private static final Duration HALF_A_DAY = Duration.ofHours(12);

  /** When a wave is said to have asked: never after it opened. */
  static final String ASKED_AT =
      "greatest(w.scheduled_for, w.opened_at - cast('1 day' as interval))";

  /**
   * Gives {@code judged (id, account_id, team_id, stratum, exclusion, blocked, hold)}. What is
   * barred is gathered first, so that each contact is looked up once by address and once by number;
   * days are compared one by one, as a range tells the planner nothing of how many accounts are
   * key; and only addresses that stand there twice are put in order.
   */
  private static final String JUDGED =
      """
      asked_account as materialized (
        select a.id, {stratum} as stratum, u.mails
        from account a
        {decision}
        left join (
          select f.account_id, count(*) as mails
          from wave w join frame_entry f on f.wave_id = w.id and f.drawn and f.blocked is null
          where w.opened_at > :weekBegan and {askedAt} > :weekBegan and w.fingerprint <> ''
            and {asked}
          group by f.account_id) u on u.account_id = a.id
        where a.archived_at is null and {status}
          and (cardinality(cast(:tiers as text[])) = 0 or {tier} = any (cast(:tiers as text[])))
          and (cardinality(cast(:segments as text[])) = 0 or a.segment = any (array(
            select spelled_segment(s) from unnest(cast(:segments as text[])) as s)))
          and (cardinality(cast(:countries as text[])) = 0 or a.country = any (cast(:countries as text[])))),
      barred as materialized (
        select f.contact_id, case when w.program_id = :program then 'US' else 'OTHERS' end as why, cast(null as bigint) as hold
          from wave w join frame_entry f on f.wave_id = w.id and f.drawn and f.blocked is null
          where w.fingerprint <> '' and (w.opened_at > :allRestFrom
            and {askedAt} > case when w.program_id = :program then cast(:restFrom as timestamptz) else cast(:othersRestFrom as timestamptz) end
            or w.program_id = :program and w.state <> 'CLOSED' and w.closes_at > :asksUntil) and {asked}
        union all select contact_id, kind, id from hold_in_force),
      repeated as materialized (
        select distinct email from (
          select email, lag(email) over (order by email) as before from contact where email is not null and :byMail) s
        where email = before),
      of_address as materialized (
        select email, bool_or(why = 'OBJECTED') as objected, bool_or(why = 'SNOOZED') as snoozed,
          bool_or(why = 'REFUSED') as refused, bool_or(why = 'US') as asked_by_us, bool_or(why = 'OTHERS') as asked_by_others,
          bool_or(why = 'OPEN_CASE') as open_case, max(hold) filter (where why = 'MANUAL') as hold
        from (
          select email, 'OBJECTED' as why, cast(null as bigint) as hold from objection_in_force where program_id is null or program_id = :program
          union all select email, 'SNOOZED', null from snooze_in_force
            where (program_id is null or program_id = :program) and snoozed_until > cast(:today as date)
          union all select email, 'REFUSED', null from refused_address
          union all select c.email, b.why, b.hold from repeated r join contact c on c.email = r.email join barred b on b.contact_id = c.id) s
        where email is not null group by email),
      of_person as materialized (
        select contact_id, bool_or(why = 'OBJECTED') as objected, bool_or(why = 'SNOOZED') as snoozed, bool_or(why = 'US') as asked_by_us,
          bool_or(why = 'OTHERS') as asked_by_others, bool_or(why = 'OPEN_CASE') as open_case,
          max(hold) filter (where why = 'MANUAL') as hold
        from (
          select contact_id, 'OBJECTED' as why, cast(null as bigint) as hold from objection_in_force
            where email is null and (program_id is null or program_id = :program)
          union all select contact_id, 'SNOOZED', null from snooze_in_force
            where email is null and (program_id is null or program_id = :program) and snoozed_until > cast(:today as date)
          union all select contact_id, why, hold from barred) s
        where contact_id is not null group by contact_id),
      candidate as not materialized (
        select c.id, c.account_id, c.team_id, c.email, k.stratum, coalesce(p.hold, e.hold) as hold,
          case
            when c.left_on <= cast(:today as date) then 'LEFT'
            when e.objected or p.objected then 'OBJECTED'
            when e.snoozed or p.snoozed then 'SNOOZED'
            when not (:byMail and c.email is not null) and not (:byPhone and c.phone is not null) then 'NO_ADDRESS'
            when c.email like any (array(select pattern from own_address)) then 'OWN_DOMAIN'
            when p.asked_by_us or e.asked_by_us then 'ASKED_RECENTLY'
            when e.refused and not (:byPhone and c.phone is not null) then 'ADDRESS_REFUSED'
          end as exclusion,
          case
            when p.open_case or e.open_case then 'OPEN_CASE'
            when p.hold is not null or e.hold is not null then 'MANUAL_HOLD'
            when p.asked_by_others or e.asked_by_others then 'ASKED_BY_OTHERS'
            when k.mails >= :budget then 'ACCOUNT_BUDGET'
          end as blocked
        from asked_account k
        join contact c on c.account_id = k.id
        left join of_address e on e.email = c.email
        left join of_person p on p.contact_id = c.id
        where cardinality(cast(:roles as text[])) = 0 or c.role = any (cast(:roles as text[]))
          or c.further_roles && cast(:roles as text[])),
      later as materialized (
        select id from (
          select c.id, row_number() over (partition by c.email order by c.id) as nth
          from candidate c join repeated r on r.email = c.email where c.exclusion is null) s
        where nth > 1),
      judged as (
        select c.id, c.account_id, c.team_id, c.stratum, c.blocked, case when c.blocked = 'MANUAL_HOLD' then c.hold end as hold,
          case when c.exclusion is null and l.id is not null then 'SHARED_ADDRESS' else c.exclusion end as exclusion
        from candidate c left join later l on l.id = c.id)
      """;

  private static final String DECIDED =
      " %s join key_decision d on d.account_id = a.id and d.superseded_at is null and d.outcome in ('DESIGNATE', 'RENEW')"
          + " and lower(d.valid) <= cast(:today as date) and upper(d.valid) > cast(:today as date)";

  /** The last decision that made it key, of accounts that are not. */
  private static final String DECIDED_BEFORE =
      """
       left join (
        select distinct on (account_id) account_id, tier from key_decision
        where superseded_at is null and outcome in ('DESIGNATE', 'RENEW') and upper(valid) <= cast(:today as date)
        order by account_id, upper(valid) desc) b on b.account_id = a.id and d.account_id is null
      """;

  private static final String STATUS =
      """
      case when d.account_id is not null then 'KEY' when b.account_id is not null then 'FORMER' else 'NONE' end
        = any (cast(:keyStatus as text[]))
      """;

  /**
   * Who rests for so many days misses so many waves, at most.
   *
   * @param daysBetween from each wave to the next, over and over
   */
  static int wavesMissed(int daysOfRest, List<Double> daysBetween) {
    double rest = daysOfRest - HALF_A_DAY.toHours() / (double) Duration.ofDays(1).toHours();
    int most = 0;
    for (int asked = 0; asked < daysBetween.size(); asked++) {
      int missed = 0;
      double days = daysBetween.get(asked);
      while (days < rest) {
        missed++;
        days += daysBetween.get((asked + missed) % daysBetween.size());
      }
      most = Math.max(most, missed);
    }
    return most;
  }

  /** The common table expressions, up to {@code judged}. */
  String sql() {
    boolean beyondKey = population.goesBeyondKey();
    return JUDGED
        .replace(
            "{decision}",
            beyondKey ? DECIDED.formatted("left") + DECIDED_BEFORE : DECIDED.formatted(""))
        .replace("{status}", beyondKey ? STATUS : "true")
        .replace("{tier}", tier())
        .replace("{askedAt}", ASKED_AT)
        .replace("{asked}", NeverAsked.NOT_THEY)
        .replace(
            "{stratum}",
            switch (sampling.strataBy()) {
              case NONE -> "'" + Division.WHOLE + "'";
              case TIER ->
                  named(
                      beyondKey
                          ? "coalesce(d.tier, b.tier, '" + SamplingPlan.WITHOUT_TIER + "')"
                          : "d.tier");
              case SEGMENT -> named("a.segment");
              case COUNTRY -> "a.country";
            });
  }

  private String tier() {
    return population.goesBeyondKey() ? "coalesce(d.tier, b.tier)" : "d.tier";
  }

  /** As a line of the frame has to be written: composed characters, no line breaks. */
  private static String named(String column) {
    return "normalize(translate(" + column + ", E'\\t\\n\\r', '   '), NFC)";
  }

  <Q extends CommonQueryContract> Q bound(Q query) {
    query
        .setParameter("today", today())
        .setParameter("program", programId)
        .setParameter("tiers", population.keyTiers().toArray(String[]::new))
        .setParameter("segments", population.segments().toArray(String[]::new))
        .setParameter("countries", population.countries().toArray(String[]::new))
        .setParameter("roles", population.roles().stream().map(Enum::name).toArray(String[]::new))
        .setParameter("byMail", delivery.channels().contains(Delivery.Channel.EMAIL))
        .setParameter("byPhone", delivery.channels().contains(Delivery.Channel.PHONE))
        .setParameter(
            "allRestFrom",
            daysAgo(Math.max(sampling.quarantineDays(), sampling.daysOfRestAfterOthers())))
        .setParameter("restFrom", daysAgo(sampling.quarantineDays()))
        .setParameter("othersRestFrom", daysAgo(sampling.daysOfRestAfterOthers()))
        .setParameter("asksUntil", now.plus(HALF_A_DAY))
        .setParameter("weekBegan", weekBegan())
        .setParameter("budget", budget());
    if (population.goesBeyondKey()) {
      query.setParameter(
          "keyStatus", population.keyStatus().stream().map(Enum::name).toArray(String[]::new));
    }
    return query;
  }

  LocalDate today() {
    return LocalDate.ofInstant(now, ZoneOffset.UTC);
  }

  private Instant daysAgo(int days) {
    return now.minus(Duration.ofDays(days)).plus(HALF_A_DAY);
  }

  Instant weekBegan() {
    return now.minus(WEEK).plus(HALF_A_DAY);
  }

  long budget() {
    return sampling.accountMailsPerWeek() == null
        ? Long.MAX_VALUE
        : (long) sampling.accountMailsPerWeek();
  }
}
