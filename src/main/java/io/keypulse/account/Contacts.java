package io.keypulse.account;

import io.keypulse.platform.Change;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import org.hibernate.Session;

@ApplicationScoped
class Contacts implements PanacheRepositoryBase<Contact, Integer> {
  @Inject Session session;

  List<Contact> ofAccounts(Collection<Integer> accountIds) {
    return list("accountId in ?1 order by accountId, name, id", accountIds);
  }

  List<Contact> byIds(Collection<Integer> ids) {
    return list("id in ?1", ids);
  }

  List<Change.Put> put(List<AccountRegister.ContactRow> rows) {
    return session
        .createNativeQuery(
            """
            with put as (
              insert into contact as c
                (source, external_id, account_id, team_id, name, email, role, language, left_on)
              select r.source, r.external_id, a.id, a.team_id, r.name, r.email, r.role, r.language, r.left_on
              from unnest(
                cast(:sources as text[]), cast(:ids as text[]), cast(:accounts as int[]), cast(:names as text[]),
                cast(:emails as text[]), cast(:roles as text[]), cast(:languages as text[]), cast(:leftOns as date[]))
                as r (source, external_id, account_id, name, email, role, language, left_on)
              join account a on a.id = r.account_id
              on conflict (source, external_id) do update set
                account_id = excluded.account_id, team_id = excluded.team_id, name = excluded.name,
                email = excluded.email, role = excluded.role, language = excluded.language,
                left_on = excluded.left_on
              where (c.account_id, c.name, c.email, c.role, c.language, c.left_on)
                is distinct from (excluded.account_id, excluded.name, excluded.email, excluded.role,
                  excluded.language, excluded.left_on)
              returning source, external_id, xmax = 0 as created)
            select source, external_id, created from put
            """,
            Change.Put.class)
        .setParameter("sources", rows.stream().map(r -> r.id().source()).toArray(String[]::new))
        .setParameter("ids", rows.stream().map(r -> r.id().value()).toArray(String[]::new))
        .setParameter(
            "accounts",
            rows.stream().map(AccountRegister.ContactRow::accountId).toArray(Integer[]::new))
        .setParameter(
            "names", rows.stream().map(AccountRegister.ContactRow::name).toArray(String[]::new))
        .setParameter(
            "emails", rows.stream().map(AccountRegister.ContactRow::email).toArray(String[]::new))
        .setParameter("roles", rows.stream().map(r -> r.role().name()).toArray(String[]::new))
        .setParameter(
            "languages",
            rows.stream().map(AccountRegister.ContactRow::language).toArray(String[]::new))
        .setParameter(
            "leftOns",
            rows.stream()
                .map(AccountRegister.ContactRow::leftOn)
                .toArray(java.time.LocalDate[]::new))
        .getResultList();
  }
}
