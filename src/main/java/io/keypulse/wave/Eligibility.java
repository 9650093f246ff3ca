package io.keypulse.wave;

import io.keypulse.survey.Delivery;
import io.keypulse.survey.Population;
import io.keypulse.survey.SamplingPlan;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.hibernate.query.CommonQueryContract;

/**
 * Who of the contacts of key accounts can be drawn and who must not be asked now: one statement,
 * the same for a plan and for a draw.
 */
record Eligibility(
    int programId, Population population, SamplingPlan sampling, boolean byPhone, Instant now) {
  private static final Duration WEEK = Duration.ofDays(7);

  /** Gives {@code judged (id, account_id, team_id, email, stratum, exclusion, blocked)}. */
  private static final String JUDGED =
      """
      population as (
        select c.id, c.account_id, c.team_id, c.email, c.phone, c.left_on, {stratum} as stratum
        from contact c
        join account a on a.id = c.account_id and a.archived_at is null
        join key_decision d on d.account_id = c.account_id and d.superseded_at is null
          and d.outcome in ('DESIGNATE', 'RENEW') and d.valid @> cast(:today as date)
        where (cardinality(cast(:tiers as text[])) = 0 or d.tier = any (cast(:tiers as text[])))
          and (cardinality(cast(:segments as text[])) = 0 or a.segment = any (cast(:segments as text[])))
          and (cardinality(cast(:countries as text[])) = 0 or a.country = any (cast(:countries as text[])))
          and (cardinality(cast(:roles as text[])) = 0 or c.role = any (cast(:roles as text[]))
            or c.further_roles && cast(:roles as text[]))),
      objected as (
        select distinct email from objection_in_force
        where email is not null and (program_id is null or program_id = :program)),
      objected_in_person as (
        select distinct contact_id from objection_in_force
        where email is null and (program_id is null or program_id = :program)),
      snoozed as (
        select distinct email from latest_snooze
        where email is not null and (program_id is null or program_id = :program)
          and snoozed_until > cast(:today as date)),
      own_domain as (select distinct split_part(email, '@', 2) as domain from employee where active),
      asked as (
        select f.contact_id, bool_or(w.program_id = :program) as by_us, bool_or(w.program_id <> :program) as by_others
        from wave w join frame_entry f on f.wave_id = w.id and f.drawn and f.blocked is null
        where w.opened_at > :quarantineBegan and w.opened_at <= :now and w.fingerprint <> ''
        group by f.contact_id),
      used as (
        select f.account_id, count(*) as mails
        from wave w join frame_entry f on f.wave_id = w.id and f.drawn and f.blocked is null
        where w.opened_at > :weekBegan and w.opened_at <= :now and w.fingerprint <> ''
        group by f.account_id),
      held as (
        select contact_id, bool_or(kind = 'OPEN_CASE') as open_case from contact_hold
        where ended_at is null and (until is null or until > cast(:today as date))
        group by contact_id),
      candidate as (
        select p.id, p.account_id, p.team_id, p.email, p.stratum,
          case
            when p.left_on <= cast(:today as date) then 'LEFT'
            when o.email is not null or op.contact_id is not null then 'OBJECTED'
            when s.email is not null then 'SNOOZED'
            when :byPhone and p.phone is not null and od.domain is null and asked.by_us is not true then null
            when p.email is null then 'NO_ADDRESS'
            when od.domain is not null then 'OWN_DOMAIN'
            when asked.by_us then 'ASKED_RECENTLY'
            when r.email is not null then 'ADDRESS_REFUSED'
          end as exclusion,
          case
            when h.open_case then 'OPEN_CASE'
            when h.contact_id is not null then 'MANUAL_HOLD'
            when asked.by_others then 'ASKED_BY_OTHERS'
            when used.mails >= :budget then 'ACCOUNT_BUDGET'
          end as blocked
        from population p
        left join refused_address r on r.email = p.email
        left join objected o on o.email = p.email
        left join objected_in_person op on op.contact_id = p.id
        left join snoozed s on s.email = p.email
        left join own_domain od on od.domain = split_part(p.email, '@', 2)
        left join asked on asked.contact_id = p.id
        left join used on used.account_id = p.account_id
        left join held h on h.contact_id = p.id),
      judged as (
        select id, account_id, team_id, stratum, blocked,
          case when exclusion is null and email is not null
              and row_number() over (partition by email, exclusion is null order by id) > 1
            then 'SHARED_ADDRESS' else exclusion end as exclusion
        from candidate)
      """;

  /** The common table expressions, up to {@code judged}. */
  String sql() {
    return JUDGED.replace(
        "{stratum}",
        switch (sampling.strataBy()) {
          case NONE -> "'" + Division.WHOLE + "'";
          case TIER -> named("d.tier");
          case SEGMENT -> named("a.segment");
          case COUNTRY -> "a.country";
        });
  }

  /** As a line of the frame has to be written: composed characters, no line breaks. */
  private static String named(String column) {
    return "normalize(translate(" + column + ", E'\\t\\n\\r', '   '), NFC)";
  }

  <Q extends CommonQueryContract> Q bound(Q query) {
    query
        .setParameter("today", today())
        .setParameter("now", now)
        .setParameter("program", programId)
        .setParameter("tiers", population.keyTiers().toArray(String[]::new))
        .setParameter("segments", population.segments().toArray(String[]::new))
        .setParameter("countries", population.countries().toArray(String[]::new))
        .setParameter("roles", population.roles().stream().map(Enum::name).toArray(String[]::new))
        .setParameter("byPhone", byPhone)
        .setParameter("quarantineBegan", now.minus(Duration.ofDays(sampling.quarantineDays())))
        .setParameter("weekBegan", now.minus(WEEK))
        .setParameter("budget", budget());
    return query;
  }

  LocalDate today() {
    return LocalDate.ofInstant(now, ZoneOffset.UTC);
  }

  Instant weekBegan() {
    return now.minus(WEEK);
  }

  long budget() {
    return sampling.accountMailsPerWeek() == null
        ? Long.MAX_VALUE
        : (long) sampling.accountMailsPerWeek();
  }

  static boolean byPhone(Delivery delivery) {
    return delivery.channels().contains(Delivery.Channel.PHONE);
  }
}
