package io.keypulse.account;

import io.keypulse.platform.Channel;
import io.keypulse.platform.ExternalId;
import io.keypulse.platform.ReadAlready;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class Accounts implements PanacheRepositoryBase<Account, Integer> {
  @Inject Session session;

  record Total(int accounts) {}

  record Known(int id, String source, String externalId) {}

  record ExternalIdRow(
      int accountId,
      String source,
      String value,
      String channel,
      Instant recordedAt,
      @Nullable Integer recordedBy) {}

  private static final String FOUND =
      """
      select f.id, f.place, f.nr
      from found_accounts(:statement, cast(:given as text[]), :alongTheIndex)
        with ordinality as f (id, place, nr)
      """;

  /**
   * Accounts, each with its place in the order in which a statement of the directory finds them.
   */
  List<Object[]> found(
      String statement, @Nullable String byTeam, List<String> given, boolean alongTheIndex) {
    return session
        .createNativeQuery(
            "select a.*, f.place from ("
                + (byTeam == null ? FOUND : byFewTeamsOrAll(byTeam))
                + ") f join account a on a.id = f.id order by f.nr",
            Object[].class)
        .addEntity("account", Account.class)
        .addScalar("place", String.class)
        .setParameter("statement", statement)
        .setParameter("given", given.toArray(String[]::new))
        .setParameter("alongTheIndex", alongTheIndex)
        .getResultList();
  }

  private static String byFewTeamsOrAll(String byTeam) {
    return "select n.id, n.place, row_number() over () as nr from ("
        + byTeam.replace("($1)", "(cast(:given as text[]))")
        + ") n where (select sees_few_teams()) union all "
        + FOUND
        + "where not (select sees_few_teams())";
  }

  int number(String statement, List<String> given) {
    return session
        .createNativeQuery(
            """
            select cast(f.place as int) as accounts
            from found_accounts(:statement, cast(:given as text[]), false) as f
            """,
            Total.class)
        .setParameter("statement", statement)
        .setParameter("given", given.toArray(String[]::new))
        .getSingleResult()
        .accounts();
  }

  /** What belongs to an account has changed, and so has the account. */
  void touch(int id) {
    session
        .createNativeMutationQuery("update account set version = version + 1 where id = :id")
        .setParameter("id", id)
        .executeUpdate();
  }

  /** As it stays while something is added to it: that and a merge wait for one another. */
  Optional<Account> kept(int id) {
    return session
        .createNativeQuery("select * from account where id = :id for key share", Account.class)
        .setParameter("id", id)
        .uniqueResultOptional();
  }

  Optional<Account> locked(int id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
  }

  Optional<Account> byExternalId(ExternalId id) {
    return known(List.of(id), "").stream()
        .findFirst()
        .flatMap(known -> findByIdOptional(known.id()));
  }

  List<ExternalIdRow> externalIds(Collection<Integer> accountIds) {
    return session
        .createNativeQuery(
            """
            select account_id, source, value, channel, recorded_at, recorded_by from account_external_id
            where account_id = any (cast(:accounts as int[])) order by account_id, id
            """,
            ExternalIdRow.class)
        .setParameter("accounts", accountIds.toArray(Integer[]::new))
        .getResultList();
  }

  void addExternalId(Account account, ExternalId id, Channel channel) {
    session
        .createNativeMutationQuery(
            """
            insert into account_external_id (account_id, team_id, source, value, released, channel)
            select id, team_id, :source, :value, false, :channel from account where id = :account
            """)
        .setParameter("source", id.source())
        .setParameter("value", id.value())
        .setParameter("channel", channel.name())
        .setParameter("account", account.id)
        .executeUpdate();
  }

  boolean removeExternalId(Account account, ExternalId id) {
    return session
            .createNativeMutationQuery(
                """
                delete from account_external_id
                where account_id = :account and source = :source and value = :value
                """)
            .setParameter("account", account.id)
            .setParameter("source", id.source())
            .setParameter("value", id.value())
            .executeUpdate()
        == 1;
  }

  List<Account> byIds(Collection<Integer> ids) {
    return ReadAlready.orByIds(session, Account.class, ids);
  }

  record Named(int id, String name) {}

  List<Named> names(Collection<Integer> ids) {
    return session
        .createNativeQuery(
            "select a.id, a.name from account a where a.id = any (cast(:ids as int[]))",
            Named.class)
        .setParameter("ids", ids.toArray(Integer[]::new))
        .getResultList();
  }

  /** Living ones, {@linkplain #kept(int) kept} as they are: always taken in one order. */
  List<Known> kept(List<ExternalId> ids) {
    return known(ids, "order by a.id for key share of a");
  }

  private List<Known> known(List<ExternalId> ids, String locking) {
    return session
        .createNativeQuery(
            """
            select x.account_id as id, x.source, x.value as external_id
            from unnest(cast(:sources as text[]), cast(:ids as text[])) as asked (source, value)
            join account_external_id x using (source, value)
            join account a on a.id = x.account_id and a.archived_at is null
            where not x.released
            """
                + locking,
            Known.class)
        .setParameter("sources", ids.stream().map(ExternalId::source).toArray(String[]::new))
        .setParameter("ids", ids.stream().map(ExternalId::value).toArray(String[]::new))
        .getResultList();
  }
}
