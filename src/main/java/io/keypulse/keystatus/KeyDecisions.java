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
import org.hibernate.query.CommonQueryContract;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class KeyDecisions {
  private static final String ENTRY =
      """
      select d.id, d.account_id, d.team_id, d.outcome, d.tier, lower(d.valid) as since, upper(d.valid) as until,
        d.decided_by, d.approved_by, d.rationale, d.known_from, d.superseded_at, d.revoked_because, d.supersedes_id, d.version,
        d.channel,
        d.source, d.external_id, d.recorded_at, d.recorded_by
      from key_decision d
      """;

  private static final String GIVEN =
      """
      from unnest(
        cast(:sources as text[]), cast(:ids as text[]), cast(:accounts as int[]), cast(:outcomes as text[]),
        cast(:tiers as text[]), cast(:sinces as date[]), cast(:untils as date[]), cast(:deciders as text[]),
        cast(:approvers as text[]), cast(:rationales as text[]), cast(:supersededSources as text[]),
        cast(:supersededIds as text[]))
        as r (source, external_id, account_id, outcome, tier, since, until, decided_by, approved_by, rationale,
          superseded_source, superseded_id)
      """;

  @Inject Session session;

  record Latest(
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
      @Nullable String approvedBy,
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

  record Id(int id) {}

  record At(Instant at) {}

  record Known(String source, String externalId) {
    ExternalId external() {
      return new ExternalId(source, externalId);
    }
  }

  /**
   * Per account the last decision that began on or before that day, in force or expired, as it was
   * believed at that time.
   */
  List<Latest> latest(Collection<Integer> accountIds, LocalDate asOf, Instant knownAt) {
    return session
        .createNativeQuery(
            """
            select distinct on (account_id) account_id, outcome, tier, lower(valid) as since, upper(valid) as until,
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
      ExternalId id, Decided decided, String channel, Instant at, @Nullable Integer supersedes) {
    return session
        .createNativeQuery(
            """
            with added as (
              insert into key_decision (source, external_id, account_id, team_id, outcome, tier, valid, decided_by,
                approved_by, rationale, channel, known_from, supersedes_id)
              select :source, :externalId, a.id, a.team_id, :outcome, cast(:tier as text),
                daterange(cast(:since as date), cast(:until as date)), :decidedBy, cast(:approvedBy as text), :rationale,
                :channel, :at, cast(:supersedes as int)
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
        .setParameter("approvedBy", decided.approvedBy())
        .setParameter("rationale", decided.rationale())
        .setParameter("channel", channel)
        .setParameter("at", at)
        .setParameter("supersedes", supersedes)
        .getSingleResult()
        .id();
  }

  List<ExternalId> known(Collection<ExternalId> ids) {
    return session
        .createNativeQuery(
            """
            select distinct d.source, d.external_id
            from unnest(cast(:sources as text[]), cast(:ids as text[])) as asked (source, external_id)
            join key_decision d using (source, external_id)
            """,
            Known.class)
        .setParameter("sources", ids.stream().map(ExternalId::source).toArray(String[]::new))
        .setParameter("ids", ids.stream().map(ExternalId::value).toArray(String[]::new))
        .getResultList()
        .stream()
        .map(Known::external)
        .toList();
  }

  /**
   * Ends our belief in the current decisions of these ids that say something else, and in those
   * that these rows name; gives the rows' ids.
   */
  List<ExternalId> supersede(List<KeyRegister.Row> rows, Instant at) {
    return with(
            rows,
            at,
            session.createNativeQuery(
                """
                with superseded as (
                  update key_decision d set superseded_at = greatest(d.known_from, :at)
                """
                    + GIVEN
                    + """
                  where d.superseded_at is null
                    and ((d.source, d.external_id) = (r.superseded_source, r.superseded_id)
                      or ((d.source, d.external_id) = (r.source, r.external_id)
                        and (d.account_id, d.outcome, d.tier, d.valid, d.decided_by, d.approved_by, d.rationale)
                          is distinct from (r.account_id, r.outcome, r.tier, daterange(r.since, r.until), r.decided_by,
                            r.approved_by, r.rationale)))
                  returning r.source, r.external_id)
                select source, external_id from superseded
                """,
                Known.class))
        .getResultList()
        .stream()
        .map(Known::external)
        .toList();
  }

  /**
   * Adds the decisions that say something else than the last one of their id, and names them. What
   * another decision has taken the place of stays superseded when its old row comes again.
   */
  List<ExternalId> add(List<KeyRegister.Row> rows, Instant at) {
    return with(
            rows,
            at,
            session.createNativeQuery(
                """
                with added as (
                  insert into key_decision (source, external_id, account_id, team_id, outcome, tier, valid,
                    decided_by, approved_by, rationale, known_from, supersedes_id)
                  select r.source, r.external_id, a.id, a.team_id, r.outcome, r.tier, daterange(r.since, r.until),
                    r.decided_by, r.approved_by, r.rationale, coalesce(o.superseded_at, :at), o.id
                """
                    + GIVEN
                    + """
                  join account a on a.id = r.account_id
                  left join lateral (
                    select * from key_decision d where (d.source, d.external_id) = (r.source, r.external_id)
                    order by d.id desc limit 1) l on true
                  left join lateral (
                    select d.id, d.superseded_at from key_decision d
                    where (d.source, d.external_id) in ((r.source, r.external_id), (r.superseded_source, r.superseded_id))
                      and d.superseded_at >= :at and not exists (select from key_decision s where s.supersedes_id = d.id)
                    order by d.id desc limit 1) o on true
                  where (l.account_id, l.outcome, l.tier, l.valid, l.decided_by, l.approved_by, l.rationale)
                    is distinct from (r.account_id, r.outcome, r.tier, daterange(r.since, r.until), r.decided_by,
                      r.approved_by, r.rationale)
                  on conflict (source, external_id) where superseded_at is null do nothing
                  returning source, external_id)
                select source, external_id from added
                """,
                Known.class))
        .getResultList()
        .stream()
        .map(Known::external)
        .toList();
  }

  private static <Q extends CommonQueryContract> Q with(
      List<KeyRegister.Row> rows, Instant at, Q statement) {
    List<Decided> decided = rows.stream().map(KeyRegister.Row::decided).toList();
    List<@Nullable ExternalId> superseded =
        rows.stream().<@Nullable ExternalId>map(KeyRegister.Row::supersedes).toList();
    statement
        .setParameter("at", at)
        .setParameter("sources", rows.stream().map(r -> r.id().source()).toArray(String[]::new))
        .setParameter("ids", rows.stream().map(r -> r.id().value()).toArray(String[]::new))
        .setParameter("accounts", decided.stream().map(Decided::accountId).toArray(Integer[]::new))
        .setParameter(
            "outcomes", decided.stream().map(d -> d.outcome().name()).toArray(String[]::new))
        .setParameter("tiers", decided.stream().map(Decided::tier).toArray(String[]::new))
        .setParameter("sinces", decided.stream().map(Decided::since).toArray(LocalDate[]::new))
        .setParameter("untils", decided.stream().map(Decided::until).toArray(LocalDate[]::new))
        .setParameter("deciders", decided.stream().map(Decided::decidedBy).toArray(String[]::new))
        .setParameter("approvers", decided.stream().map(Decided::approvedBy).toArray(String[]::new))
        .setParameter("rationales", decided.stream().map(Decided::rationale).toArray(String[]::new))
        .setParameter(
            "supersededSources",
            superseded.stream().map(id -> id == null ? null : id.source()).toArray(String[]::new))
        .setParameter(
            "supersededIds",
            superseded.stream().map(id -> id == null ? null : id.value()).toArray(String[]::new));
    return statement;
  }
}
