package io.keypulse.keystatus;

import io.keypulse.platform.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.query.CommonQueryContract;
import org.jspecify.annotations.Nullable;

/** Which accounts are key on a day, and what became of that until another, behind the wall. */
@ApplicationScoped
class KeyAccounts {
  private static final String KEY_ON =
      """
      from key_decision d
      join account a on a.id = d.account_id
        and (a.archived_at is null or cast(a.archived_at at time zone 'UTC' as date) > cast(:day as date))
      where d.superseded_at is null and d.outcome in ('DESIGNATE', 'RENEW') and d.valid @> cast(:day as date)
        and d.tier = any (coalesce(cast(:tiers as text[]), array[d.tier]))
        and (cast(:expiresBefore as date) is null or upper(d.valid) <= cast(:expiresBefore as date)
          and key_until(d.account_id, cast(:day as date)) <= cast(:expiresBefore as date))
      """;

  private static final String MOVES =
      """
      with moves as (
        select a.id as account_id, a.name, b.id as before_id, l.id as after_id,
          case
            when b.id is null then 'ENTERED'
            when gone.day <= cast(:to as date) then 'ARCHIVED'
            when l.outcome not in ('DESIGNATE', 'RENEW') then 'WITHDRAWN'
            when upper(l.valid) <= cast(:to as date) then 'EXPIRED'
            when l.tier <> b.tier then 'TIER_CHANGED'
            when l.id <> b.id then 'RENEWED'
            else 'UNCHANGED' end as kind,
          case
            when b.id is not null and gone.day <= cast(:to as date) then gone.day
            when l.outcome in ('DESIGNATE', 'RENEW') and upper(l.valid) <= cast(:to as date) then upper(l.valid)
            else lower(l.valid) end as day
        from (
          select distinct account_id from key_decision
          where superseded_at is null and outcome in ('DESIGNATE', 'RENEW')
            and (valid @> cast(:from as date) or valid @> cast(:to as date))) k
        join account a on a.id = k.account_id
        cross join lateral (select cast(a.archived_at at time zone 'UTC' as date) as day) gone
        left join key_decision b on b.account_id = a.id and b.superseded_at is null
          and b.outcome in ('DESIGNATE', 'RENEW') and b.valid @> cast(:from as date)
          and (gone.day is null or gone.day > cast(:from as date))
        cross join lateral (
          select * from key_decision d
          where d.account_id = a.id and d.superseded_at is null and lower(d.valid) <= cast(:to as date)
          order by lower(d.valid) desc limit 1) l
        where b.id is not null
          or (l.outcome in ('DESIGNATE', 'RENEW') and l.valid @> cast(:to as date)
            and (gone.day is null or gone.day > cast(:to as date))))
      """;

  @Inject Session session;

  record Found(int accountId, String name, int decisionId) {}

  record Moved(
      int accountId,
      String name,
      @Nullable Integer beforeId,
      int afterId,
      String kind,
      LocalDate day) {}

  record Count(String kind, int number) {}

  record Total(int number) {}

  /** By name of the account. */
  List<Found> page(Page page, KeyAccountFilter filter, LocalDate day) {
    return filtered(
            session.createNativeQuery(
                "select a.id as account_id, a.name, d.id as decision_id "
                    + KEY_ON
                    + filter.narrowing()
                    + " and (a.name, a.id) > (:name, :id) order by a.name, a.id limit :most",
                Found.class),
            filter,
            day)
        .setParameter("name", page.afterValue())
        .setParameter("id", (int) page.afterId(0))
        .setParameter("most", page.limit())
        .getResultList();
  }

  int number(KeyAccountFilter filter, LocalDate day) {
    return filtered(
            session.createNativeQuery(
                "select cast(count(*) as int) as number " + KEY_ON + filter.narrowing(),
                Total.class),
            filter,
            day)
        .getSingleResult()
        .number();
  }

  List<Found> all(LocalDate day) {
    return filtered(
            session.createNativeQuery(
                "select a.id as account_id, a.name, d.id as decision_id " + KEY_ON, Found.class),
            KeyAccountFilter.ALL,
            day)
        .getResultList();
  }

  private record OfTier(String tier) {}

  List<String> tiers() {
    return session
        .createNativeQuery(
            "select distinct tier from key_decision where superseded_at is null and tier is not null",
            OfTier.class)
        .getResultList()
        .stream()
        .map(OfTier::tier)
        .toList();
  }

  private static <Q extends CommonQueryContract> Q filtered(
      Q query, KeyAccountFilter filter, LocalDate day) {
    query
        .setParameter("day", day)
        .setParameter("tiers", filter.tiers())
        .setParameter("expiresBefore", filter.expiresBefore());
    if (filter.gap() != null) {
      query
          .setParameter("within", filter.gap().within("filter.gap"))
          .setParameter("gaps", filter.gap().kinds().toArray(String[]::new));
    }
    return query;
  }

  /** Moves of these kinds, by name of the account. */
  List<Moved> moves(Page page, Collection<KeyMove> kinds, LocalDate from, LocalDate to) {
    return session
        .createNativeQuery(
            MOVES
                + """
                select account_id, name, before_id, after_id, kind, day from moves
                where kind = any (cast(:kinds as text[])) and (name, account_id) > (:name, :id)
                order by name, account_id limit :most
                """,
            Moved.class)
        .setParameter("from", from)
        .setParameter("to", to)
        .setParameter("kinds", kinds.stream().map(KeyMove::name).toArray(String[]::new))
        .setParameter("name", page.afterValue())
        .setParameter("id", (int) page.afterId(0))
        .setParameter("most", page.limit())
        .getResultList();
  }

  /** How many of each kind, those that did not move as UNCHANGED. */
  List<Count> counts(LocalDate from, LocalDate to) {
    return session
        .createNativeQuery(
            MOVES + "select kind, cast(count(*) as int) as number from moves group by kind",
            Count.class)
        .setParameter("from", from)
        .setParameter("to", to)
        .getResultList();
  }
}
