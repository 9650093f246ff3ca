package io.keypulse.account;

import io.keypulse.platform.Change;
import io.keypulse.platform.ExternalId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import org.hibernate.Session;

@ApplicationScoped
class Accounts implements PanacheRepositoryBase<Account, Integer> {
  @Inject Session session;

  record Total(int accounts) {}

  record Known(int id, int teamId, String source, String externalId) {}

  /**
   * Accounts, each with its place in the order in which a statement of the directory finds them.
   */
  List<Object[]> found(String statement, List<String> given, boolean alongTheIndex) {
    return session
        .createNativeQuery(
            """
            select (f.account).*, f.place
            from found_accounts(:statement, cast(:given as text[]), :alongTheIndex)
              with ordinality as f (account, place, nr)
            order by f.nr
            """,
            Object[].class)
        .addEntity("account", Account.class)
        .addScalar("place", String.class)
        .setParameter("statement", statement)
        .setParameter("given", given.toArray(String[]::new))
        .setParameter("alongTheIndex", alongTheIndex)
        .getResultList();
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

  List<Account> byIds(Collection<Integer> ids) {
    return list("id in ?1", ids);
  }

  List<Known> known(List<ExternalId> ids) {
    return session
        .createNativeQuery(
            """
            select a.id, a.team_id, a.source, a.external_id
            from unnest(cast(:sources as text[]), cast(:ids as text[])) as asked (source, external_id)
            join account a using (source, external_id)
            """,
            Known.class)
        .setParameter("sources", ids.stream().map(ExternalId::source).toArray(String[]::new))
        .setParameter("ids", ids.stream().map(ExternalId::value).toArray(String[]::new))
        .getResultList();
  }

  List<Change.Put> put(List<AccountRegister.AccountRow> rows) {
    return session
        .createNativeQuery(
            """
            with put as (
              insert into account as a (source, external_id, team_id, name, country, segment)
              select * from unnest(
                cast(:sources as text[]), cast(:ids as text[]), cast(:teams as int[]), cast(:names as text[]),
                cast(:countries as text[]), cast(:segments as text[]))
              on conflict (source, external_id) do update set
                team_id = excluded.team_id, name = excluded.name, country = excluded.country,
                segment = excluded.segment
              where (a.team_id, a.name, a.country, a.segment)
                is distinct from (excluded.team_id, excluded.name, excluded.country, excluded.segment)
              returning source, external_id, xmax = 0 as created)
            select source, external_id, created from put
            """,
            Change.Put.class)
        .setParameter("sources", rows.stream().map(r -> r.id().source()).toArray(String[]::new))
        .setParameter("ids", rows.stream().map(r -> r.id().value()).toArray(String[]::new))
        .setParameter(
            "teams", rows.stream().map(AccountRegister.AccountRow::teamId).toArray(Integer[]::new))
        .setParameter(
            "names", rows.stream().map(AccountRegister.AccountRow::name).toArray(String[]::new))
        .setParameter(
            "countries",
            rows.stream().map(AccountRegister.AccountRow::country).toArray(String[]::new))
        .setParameter(
            "segments",
            rows.stream().map(AccountRegister.AccountRow::segment).toArray(String[]::new))
        .getResultList();
  }
}
