package io.keypulse.account;

import io.keypulse.platform.Change;
import io.keypulse.platform.ExternalId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.hibernate.Session;

/** What else systems call accounts, as files tell it. */
@ApplicationScoped
class ToldExternalIds {
  @Inject Session session;

  record Held(String source, String externalId, int accountId, String name) {}

  /** The living accounts that have these ids. */
  List<Held> held(List<ExternalId> ids) {
    return session
        .createNativeQuery(
            """
            select x.source, x.value as external_id, a.id as account_id, a.name
            from unnest(cast(:sources as text[]), cast(:ids as text[])) as asked (source, value)
            join account_external_id x using (source, value) join account a on a.id = x.account_id
            where not x.released
            """,
            Held.class)
        .setParameter("sources", ids.stream().map(ExternalId::source).toArray(String[]::new))
        .setParameter("ids", ids.stream().map(ExternalId::value).toArray(String[]::new))
        .getResultList();
  }

  /**
   * Adds those that the account does not have. It counts its ids in its version, and one that was
   * archived meanwhile has given them free.
   */
  List<Change.Put> put(List<AccountRegister.ExternalIdRow> rows) {
    return session
        .createNativeQuery(
            """
            with told as (
              select r.* from unnest(cast(:sources as text[]), cast(:ids as text[]), cast(:accounts as int[]),
                cast(:channels as text[])) with ordinality as r (source, value, account_id, channel, place)
              where not exists (
                select from account_external_id x
                where (x.source, x.value, x.account_id) = (r.source, r.value, r.account_id) and not x.released)),
            gaining as (
              select a.id, a.team_id, a.archived_at from account a
              where a.id in (select account_id from told) order by a.id for no key update),
            added as (
              insert into account_external_id (account_id, team_id, source, value, released, channel)
              select g.id, g.team_id, t.source, t.value, g.archived_at is not null, t.channel
              from told t join gaining g on g.id = t.account_id order by t.place
              returning source, value),
            counted as (
              update account a set version = a.version + 1 from gaining g where a.id = g.id)
            select source, value as external_id, true as created from added
            """,
            Change.Put.class)
        .setParameter("sources", rows.stream().map(row -> row.id().source()).toArray(String[]::new))
        .setParameter("ids", rows.stream().map(row -> row.id().value()).toArray(String[]::new))
        .setParameter(
            "accounts",
            rows.stream().map(AccountRegister.ExternalIdRow::accountId).toArray(Integer[]::new))
        .setParameter(
            "channels", rows.stream().map(row -> row.channel().name()).toArray(String[]::new))
        .getResultList();
  }
}
