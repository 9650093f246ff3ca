package io.keypulse.keystatus;

import io.keypulse.platform.ExternalId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.query.CommonQueryContract;
import org.jspecify.annotations.Nullable;

/** Decisions that come in many at once, each known by the id that its source gives it. */
@ApplicationScoped
class GivenKeyDecisions {
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

  private static final String LAST_OF_A_FILE =
      """
      select * from key_decision b
      where (b.source, b.external_id) = (r.source, r.external_id) and b.channel = 'CRM_IMPORT'
      order by b.id desc limit 1
      """;

  /** What a row leaves out is as it was in the decision that it is compared with. */
  private static String tells(String decision, String how) {
    return """
        (%1$s.account_id, %1$s.outcome, %1$s.tier, %1$s.valid, %1$s.decided_by, %1$s.approved_by, %1$s.rationale)
          %2$s (r.account_id, r.outcome, %3$s, daterange(r.since, r.until), r.decided_by,
            coalesce(r.approved_by, %1$s.approved_by), r.rationale)
        """
        .formatted(decision, how, tier(decision));
  }

  /** Only key accounts have one. */
  private static String tier(String decision) {
    return "coalesce(r.tier, case when r.outcome in ('DESIGNATE', 'RENEW') then %s.tier end)"
        .formatted(decision);
  }

  @Inject Session session;

  private record Known(String source, String externalId) {
    ExternalId external() {
      return new ExternalId(source, externalId);
    }
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
   * that these rows name; gives the rows' ids. A row that says what a file said last does not speak
   * against what somebody has corrected since.
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
                      or ((d.source, d.external_id) = (r.source, r.external_id) and
                """
                    + tells("d", "is distinct from")
                    + " and not exists (select from ("
                    + LAST_OF_A_FILE
                    + ") f where "
                    + tells("f", "is not distinct from")
                    + """
                  )))
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
   * Adds the decisions that say something else than the last one of their id and than the last one
   * that a file brought, and names them. What another decision has taken the place of stays
   * superseded when its old row comes again.
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
                  select r.source, r.external_id, a.id, a.team_id, r.outcome,
                """
                    + tier("l")
                    + """
                    , daterange(r.since, r.until), r.decided_by, coalesce(r.approved_by, l.approved_by), r.rationale,
                    coalesce(o.superseded_at, :at), o.id
                """
                    + GIVEN
                    + """
                  join account a on a.id = r.account_id
                  left join lateral (
                    select * from key_decision d where (d.source, d.external_id) = (r.source, r.external_id)
                    order by d.id desc limit 1) l on true
                  left join lateral (
                """
                    + LAST_OF_A_FILE
                    + """
                  ) f on true
                  left join lateral (
                    select d.id, d.superseded_at from key_decision d
                    where (d.source, d.external_id) in ((r.source, r.external_id), (r.superseded_source, r.superseded_id))
                      and d.superseded_at >= :at and not exists (select from key_decision s where s.supersedes_id = d.id)
                    order by d.id desc limit 1) o on true
                  where
                """
                    + tells("l", "is distinct from")
                    + " and "
                    + tells("f", "is distinct from")
                    + """
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
