package io.keypulse.analysis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** What people of accounts were asked and have answered there so far. */
@ApplicationScoped
class Histories {
  @Inject Session session;

  /**
   * Somebody who works at an account. Who answered a confidential wave, or was silent in it, is
   * told of nobody.
   *
   * @param overall of the newest answer
   * @param withheld answers of confidential waves
   * @param asked mails that arrived in waves that are closed, and all that were answered
   * @param missed of these, those since the newest answer
   */
  record Person(
      int accountId,
      int contactId,
      String role,
      @Nullable Integer overall,
      @Nullable Instant answeredAt,
      int withheld,
      int asked,
      int answered,
      int missed,
      @Nullable Instant lastAnswered) {}

  List<Person> people(Collection<Integer> accountIds, LocalDate from, LocalDate to) {
    return session
        .createNativeQuery(
            """
            with person as (
              select c.id, c.account_id, c.role from contact c
              where c.account_id = any (cast(:accounts as int[])) and (c.left_on is null or c.left_on > today())),
            given as (
              select n.contact_id, n.account_id, n.overall, n.answered_at, w.confidentiality = 'AGGREGATE' as confidential,
                n.answered_at >= cast(:from as timestamp) at time zone 'UTC'
                  and n.answered_at < cast(cast(:to as date) + 1 as timestamp) at time zone 'UTC' as now
              from answer n join wave w on w.id = n.wave_id where n.account_id = any (cast(:accounts as int[]))),
            latest as (
              select distinct on (contact_id, account_id) contact_id, account_id, overall, answered_at from given
              where now and not confidential order by contact_id, account_id, answered_at desc),
            heard as (
              select contact_id, account_id, cast(count(*) filter (where now and confidential) as int) as withheld,
                max(answered_at) filter (where not confidential) as last_answered
              from given group by contact_id, account_id),
            invited as (
              select i.contact_id, i.account_id, count(*) as asked, count(i.answered_at) as answered,
                count(*) filter (where i.answered_at is null and h.last_answered is not null
                  and i.sent_at > h.last_answered) as missed
              from asked i join wave w on w.id = i.wave_id and w.confidentiality = 'NAMED'
              left join heard h using (contact_id, account_id)
              where i.account_id = any (cast(:accounts as int[])) and (i.answered_at is not null
                or i.reached and w.closed_at >= w.closes_at)
              group by i.contact_id, i.account_id)
            select p.account_id, p.id as contact_id, p.role, cast(l.overall as int) as overall, l.answered_at,
              coalesce(h.withheld, 0) as withheld, cast(coalesce(k.asked, 0) as int) as asked,
              cast(coalesce(k.answered, 0) as int) as answered, cast(coalesce(k.missed, 0) as int) as missed,
              h.last_answered
            from person p left join latest l on l.contact_id = p.id and l.account_id = p.account_id
            left join heard h on h.contact_id = p.id and h.account_id = p.account_id
            left join invited k on k.contact_id = p.id and k.account_id = p.account_id
            order by p.account_id, p.id
            """,
            Person.class)
        .setParameter("accounts", accountIds.toArray(Integer[]::new))
        .setParameter("from", from)
        .setParameter("to", to)
        .getResultList();
  }
}
