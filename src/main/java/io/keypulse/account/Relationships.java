package io.keypulse.account;

import io.keypulse.platform.Change;
import io.keypulse.platform.Channel;
import io.keypulse.platform.DatedRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class Relationships {
  private static final String READ =
      """
      select r.id, r.account_id, r.type, r.other_id, lower(r.valid) as since, upper(r.valid) as until, r.source,
        r.version, r.channel, r.recorded_at, r.recorded_by
      from account_relationship r
      """;

  @Inject Session session;

  record Pair(int accountId, int otherId) {}

  /**
   * @param memberId null for a company that this viewer does not see
   */
  record Member(int headId, @Nullable Integer memberId) {}

  private record Made(int id) {}

  Optional<Relationship> byId(int id) {
    return session
        .createNativeQuery(READ + "where r.id = :id", Relationship.class)
        .setParameter("id", id)
        .uniqueResultOptional();
  }

  Optional<Relationship> locked(int id) {
    return session
        .createNativeQuery(READ + "where r.id = :id for update", Relationship.class)
        .setParameter("id", id)
        .uniqueResultOptional();
  }

  /** Those of either end. */
  List<Relationship> of(Collection<Integer> accountIds, LocalDate asOf) {
    return session
        .createNativeQuery(
            READ
                + """
                where (r.account_id = any (cast(:accounts as int[])) or r.other_id = any (cast(:accounts as int[])))
                  and r.valid @> cast(:asOf as date)
                  and not exists (
                    select from account x where x.id in (r.account_id, r.other_id) and x.merged_into_id is not null)
                order by r.type, lower(r.valid), r.id
                """,
            Relationship.class)
        .setParameter("accounts", accountIds.toArray(Integer[]::new))
        .setParameter("asOf", asOf)
        .getResultList();
  }

  List<Pair> owners(Collection<Integer> accountIds, LocalDate asOf) {
    return pairs("r.account_id", accountIds, asOf);
  }

  List<Pair> owned(Collection<Integer> ownerIds, LocalDate asOf) {
    return pairs("r.other_id", ownerIds, asOf);
  }

  private List<Pair> pairs(String end, Collection<Integer> ids, LocalDate asOf) {
    return session
        .createNativeQuery(
            """
            select r.account_id, r.other_id from account_relationship r join account a on a.id = r.account_id
            join account o on o.id = r.other_id and a.merged_into_id is null and o.merged_into_id is null
            where r.type in ('SUBSIDIARY_OF', 'BRANCH_OF') and r.valid @> cast(:asOf as date)
              and %s = any (cast(:ids as int[]))
            order by a.name, a.id
            """
                .formatted(end),
            Pair.class)
        .setParameter("ids", ids.toArray(Integer[]::new))
        .setParameter("asOf", asOf)
        .getResultList();
  }

  /** The topmost company that can be reached upwards; companies that nobody owns are not listed. */
  List<Pair> heads(Collection<Integer> accountIds, LocalDate asOf) {
    return session
        .createNativeQuery(
            """
            with recursive above as (
              select asked as account_id, asked as other_id, 0 as step from unnest(cast(:ids as int[])) as asked
              union all
              select a.account_id, r.other_id, a.step + 1
              from above a cross join lateral (
                select r.other_id from account_relationship r join account o on o.id = r.other_id and o.merged_into_id is null
                where r.account_id = a.other_id and r.type in ('SUBSIDIARY_OF', 'BRANCH_OF')
                  and r.valid @> cast(:asOf as date) offset 0) r)
            select distinct on (account_id) account_id, other_id from above order by account_id, step desc
            """,
            Pair.class)
        .setParameter("ids", accountIds.toArray(Integer[]::new))
        .setParameter("asOf", asOf)
        .getResultList();
  }

  List<Member> groups(Collection<Integer> accountIds, LocalDate asOf) {
    return session
        .createNativeQuery(
            """
            select g.head_id, a.id as member_id
            from company_groups(cast(:ids as int[]), cast(:asOf as date)) g
            join account head on head.id = g.head_id
            left join account a on a.id = g.member_id
            where a.merged_into_id is null
            order by g.head_id, a.name, a.id
            """,
            Member.class)
        .setParameter("ids", accountIds.toArray(Integer[]::new))
        .setParameter("asOf", asOf)
        .getResultList();
  }

  int create(Relationship.New row) {
    return session
        .createNativeQuery(
            """
            insert into account_relationship
              (source, external_id, account_id, team_id, type, other_id, other_team_id, valid, channel)
            select 'keypulse', cast(gen_random_uuid() as text), a.id, a.team_id, :type, o.id, o.team_id,
              daterange(cast(:since as date), cast(:until as date)), :channel
            from account a, account o where a.id = :account and o.id = :other
            returning id
            """,
            Made.class)
        .setParameter("account", row.accountId())
        .setParameter("type", row.type().name())
        .setParameter("other", row.otherId())
        .setParameter("since", row.since())
        .setParameter("until", row.until(), LocalDate.class)
        .setParameter("channel", row.channel().name())
        .getSingleResult()
        .id();
  }

  /** What would end before it began is taken back. */
  void end(int id, LocalDate until, Channel channel) {
    DatedRows.end(session, "account_relationship", id, until, channel);
  }

  /**
   * An end that a row leaves out stays, where it is after the beginning. What becomes shorter makes
   * room for what becomes longer.
   */
  List<Change.Put> put(List<AccountRegister.RelationshipRow> rows) {
    return session
        .createNativeQuery(
            """
            with put as (
              insert into account_relationship as p
                (source, external_id, account_id, team_id, type, other_id, other_team_id, valid, channel)
              select r.source, r.external_id, a.id, a.team_id, r.type, o.id, o.team_id, t.valid, r.channel
              from unnest(
                cast(:sources as text[]), cast(:ids as text[]), cast(:accounts as int[]), cast(:types as text[]),
                cast(:others as int[]), cast(:sinces as date[]), cast(:untils as date[]), cast(:channels as text[]))
                as r (source, external_id, account_id, type, other_id, since, until, channel)
              join account a on a.id = r.account_id join account o on o.id = r.other_id
              left join account_relationship k on k.source = r.source and k.external_id = r.external_id
              cross join lateral (select daterange(
                r.since, coalesce(r.until, case when upper(k.valid) > r.since then upper(k.valid) end)) as valid) t
              order by k.valid @> t.valid desc nulls last
              on conflict (source, external_id) do update set
                account_id = excluded.account_id, team_id = excluded.team_id, type = excluded.type,
                other_id = excluded.other_id, other_team_id = excluded.other_team_id, valid = excluded.valid,
                dormant = false, channel = excluded.channel
              where (p.account_id, p.type, p.other_id, p.valid)
                is distinct from (excluded.account_id, excluded.type, excluded.other_id, excluded.valid)
              returning source, external_id, xmax = 0 as created)
            select source, external_id, created from put
            """,
            Change.Put.class)
        .setParameter("sources", texts(rows, row -> row.id().source()))
        .setParameter("ids", texts(rows, row -> row.id().value()))
        .setParameter("accounts", numbers(rows, AccountRegister.RelationshipRow::accountId))
        .setParameter("types", texts(rows, row -> row.type().name()))
        .setParameter("others", numbers(rows, AccountRegister.RelationshipRow::otherId))
        .setParameter("sinces", days(rows, AccountRegister.RelationshipRow::since))
        .setParameter("untils", days(rows, AccountRegister.RelationshipRow::until))
        .setParameter("channels", texts(rows, row -> row.channel().name()))
        .getResultList();
  }

  private static String[] texts(
      List<AccountRegister.RelationshipRow> rows,
      Function<AccountRegister.RelationshipRow, String> cell) {
    return rows.stream().map(cell).toArray(String[]::new);
  }

  private static Integer[] numbers(
      List<AccountRegister.RelationshipRow> rows,
      Function<AccountRegister.RelationshipRow, Integer> cell) {
    return rows.stream().map(cell).toArray(Integer[]::new);
  }

  private static @Nullable LocalDate[] days(
      List<AccountRegister.RelationshipRow> rows,
      Function<AccountRegister.RelationshipRow, @Nullable LocalDate> cell) {
    return rows.stream().map(cell).toArray(LocalDate[]::new);
  }
}
