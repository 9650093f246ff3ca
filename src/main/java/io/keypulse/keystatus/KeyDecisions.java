package io.keypulse.keystatus;

import io.keypulse.platform.ExternalId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class KeyDecisions {
  private static final String ENTRY =
      """
      select d.id, d.account_id, d.team_id, d.outcome, d.tier, lower(d.valid) as since, upper(d.valid) as until,
        d.decided_by, d.decided_by_id, d.approved_by, d.approved_by_id, d.rationale, d.known_from, d.superseded_at, d.revoked_because, d.supersedes_id, d.version,
        d.channel,
        d.source, d.external_id, d.recorded_at, d.recorded_by
      from key_decision d
      """;

  @Inject Session session;

  record Latest(
      int id,
      int accountId,
      String outcome,
      @Nullable String tier,
      LocalDate since,
      LocalDate until,
      String decidedBy,
      @Nullable String approvedBy,
      String rationale) {}

  /** A decision, and from when to when we believed it. */
  record Entry(
      int id,
      int accountId,
      int teamId,
      String outcome,
      @Nullable String tier,
      LocalDate since,
      LocalDate until,
      String decidedBy,
      @Nullable Integer decidedById,
      @Nullable String approvedBy,
      @Nullable Integer approvedById,
      String rationale,
      Instant knownFrom,
      @Nullable Instant supersededAt,
      @Nullable String revokedBecause,
      @Nullable Integer supersedesId,
      int version,
      String channel,
      String source,
      String externalId,
      Instant recordedAt,
      @Nullable Integer recordedBy) {}

  /** The first day on which a key account is not key any more, as far as is decided. */
  record End(int accountId, LocalDate day) {}

  record Id(int id) {}

  record At(Instant at) {}

  /** Of those that are key on that day. */
  List<End> ends(Collection<Integer> accounts, LocalDate asOf) {
    return session
        .createNativeQuery(
            """
            select * from (
              select a.id as account_id, key_until(a.id, cast(:asOf as date)) as day
              from unnest(cast(:accounts as int[])) as a (id)) ends
            where day is not null
            """,
            End.class)
        .setParameter("accounts", accounts.toArray(Integer[]::new))
        .setParameter("asOf", asOf)
        .getResultList();
  }

  /**
   * Per account the last decision that began on or before that day, in force or expired, as it was
   * believed at that time.
   */
  List<Latest> latest(Collection<Integer> accountIds, LocalDate asOf, Instant knownAt) {
    return session
        .createNativeQuery(
            """
            select distinct on (account_id) id, account_id, outcome, tier, lower(valid) as since, upper(valid) as until,
              decided_by, approved_by, rationale
            from key_decision
            where account_id = any (cast(:accounts as int[])) and lower(valid) <= :asOf
              and known_from <= :knownAt and (superseded_at is null or superseded_at > :knownAt)
            order by account_id, lower(valid) desc
            """,
            Latest.class)
        .setParameter("accounts", accountIds.toArray(Integer[]::new))
        .setParameter("asOf", asOf)
        .setParameter("knownAt", knownAt)
        .getResultList();
  }

  /** All that was ever decided, the latest first, each before what it corrected. */
  List<Entry> of(Collection<Integer> accountIds) {
    return session
        .createNativeQuery(
            ENTRY
                + """
                where d.account_id = any (cast(:accounts as int[]))
                order by d.account_id, lower(d.valid) desc, d.known_from desc, d.id desc
                """,
            Entry.class)
        .setParameter("accounts", accountIds.toArray(Integer[]::new))
        .getResultList();
  }

  List<Entry> byIds(Collection<Integer> ids) {
    return session
        .createNativeQuery(ENTRY + "where d.id = any (cast(:ids as int[]))", Entry.class)
        .setParameter("ids", ids.toArray(Integer[]::new))
        .getResultList();
  }

  Optional<Entry> locked(int id) {
    return session
        .createNativeQuery(ENTRY + "where d.id = :id for no key update", Entry.class)
        .setParameter("id", id)
        .uniqueResultOptional();
  }

  /** The one that began before this day and holds on it. */
  Optional<Entry> lockedInForce(int account, LocalDate day) {
    return session
        .createNativeQuery(
            ENTRY
                + """
                where d.account_id = :account and d.superseded_at is null and d.valid @> cast(:day as date)
                  and lower(d.valid) < cast(:day as date)
                for no key update
                """,
            Entry.class)
        .setParameter("account", account)
        .setParameter("day", day)
        .uniqueResultOptional();
  }

  /** Ends our belief in it, and says when; never before it began, whatever the clock says. */
  Instant supersede(int id, Instant at) {
    return session
        .createNativeQuery(
            """
            with superseded as (
              update key_decision set superseded_at = greatest(known_from, :at) where id = :id returning superseded_at)
            select superseded_at as at from superseded
            """,
            At.class)
        .setParameter("id", id)
        .setParameter("at", at)
        .getSingleResult()
        .at();
  }

  /** As {@link #supersede(int, Instant)}, and nothing takes its place. */
  void revoke(int id, Instant at, String reason) {
    session
        .createNativeMutationQuery(
            """
            update key_decision set superseded_at = greatest(known_from, :at), revoked_because = :reason where id = :id
            """)
        .setParameter("at", at)
        .setParameter("reason", reason)
        .setParameter("id", id)
        .executeUpdate();
  }

  int add(
      ExternalId id,
      Decided decided,
      Deciders.Named by,
      String channel,
      Instant at,
      @Nullable Integer supersedes) {
    return session
        .createNativeQuery(
            """
            with added as (
              insert into key_decision (source, external_id, account_id, team_id, outcome, tier, valid, decided_by,
                decided_by_id, approved_by, approved_by_id, rationale, channel, known_from, supersedes_id)
              select :source, :externalId, a.id, a.team_id, :outcome, cast(:tier as text),
                daterange(cast(:since as date), cast(:until as date)), :decidedBy, cast(:decidedById as int),
                cast(:approvedBy as text), cast(:approvedById as int), :rationale, :channel, :at, cast(:supersedes as int)
              from account a where a.id = :account
              returning id)
            select id from added
            """,
            Id.class)
        .setParameter("source", id.source())
        .setParameter("externalId", id.value())
        .setParameter("account", decided.accountId())
        .setParameter("outcome", decided.outcome().name())
        .setParameter("tier", decided.tier())
        .setParameter("since", decided.since())
        .setParameter("until", decided.until())
        .setParameter("decidedBy", decided.decidedBy())
        .setParameter("decidedById", by.decidedById(), Integer.class)
        .setParameter("approvedById", by.approvedById(), Integer.class)
        .setParameter("approvedBy", decided.approvedBy())
        .setParameter("rationale", decided.rationale())
        .setParameter("channel", channel)
        .setParameter("at", at)
        .setParameter("supersedes", supersedes)
        .getSingleResult()
        .id();
  }
}
