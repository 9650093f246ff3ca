package io.keypulse.account;

import io.keypulse.platform.Change;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Function;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Accounts as files tell them. */
@ApplicationScoped
class ToldAccounts {
  @Inject Session session;

  /**
   * What a row leaves out stays as it is. A row under a further id of the account that the same
   * system gave its first one changes nothing: it was merged, and the first id speaks for it.
   */
  List<Change.Put> put(List<AccountRegister.AccountRow> rows) {
    return session
        .createNativeQuery(
            """
            with known as (
              select r.source, r.external_id, r.team_id, r.name, r.country, spelled_segment(r.segment) as segment,
                r.legal_name, r.tax_id, r.lifecycle, r.channel, x.account_id
              from unnest(
                cast(:sources as text[]), cast(:ids as text[]), cast(:teams as int[]), cast(:names as text[]),
                cast(:countries as text[]), cast(:segments as text[]), cast(:legalNames as text[]),
                cast(:taxIds as text[]), cast(:lifecycles as text[]), cast(:channels as text[]))
                as r (source, external_id, team_id, name, country, segment, legal_name, tax_id, lifecycle,
                  channel)
              left join account_external_id x
                on (x.source, x.value) = (r.source, r.external_id) and not x.released),
            updated as (
              update account a set
                team_id = coalesce(k.team_id, a.team_id), name = coalesce(k.name, a.name),
                country = coalesce(k.country, a.country), segment = coalesce(k.segment, a.segment),
                legal_name = coalesce(k.legal_name, a.legal_name), tax_id = coalesce(k.tax_id, a.tax_id),
                lifecycle = coalesce(k.lifecycle, a.lifecycle), channel = k.channel
              from known k
              where a.id = k.account_id and (a.external_id = k.external_id or a.source <> k.source)
                and (a.team_id, a.name, a.country, a.segment, a.legal_name, a.tax_id, a.lifecycle)
                is distinct from (coalesce(k.team_id, a.team_id), coalesce(k.name, a.name),
                  coalesce(k.country, a.country), coalesce(k.segment, a.segment),
                  coalesce(k.legal_name, a.legal_name), coalesce(k.tax_id, a.tax_id),
                  coalesce(k.lifecycle, a.lifecycle))
              returning k.source, k.external_id),
            created as (
              insert into account
                (source, external_id, team_id, name, country, segment, legal_name, tax_id, lifecycle, channel)
              select source, external_id, coalesce(team_id, 0), name, country, segment, legal_name, tax_id,
                coalesce(lifecycle, 'CUSTOMER'), channel
              from known where account_id is null
              returning source, external_id)
            select source, external_id, false as created from updated
            union all
            select source, external_id, true from created
            """,
            Change.Put.class)
        .setParameter("sources", texts(rows, row -> row.id().source()))
        .setParameter("ids", texts(rows, row -> row.id().value()))
        .setParameter(
            "teams", rows.stream().map(AccountRegister.AccountRow::teamId).toArray(Integer[]::new))
        .setParameter("names", texts(rows, AccountRegister.AccountRow::name))
        .setParameter("countries", texts(rows, AccountRegister.AccountRow::country))
        .setParameter("segments", texts(rows, AccountRegister.AccountRow::segment))
        .setParameter("legalNames", texts(rows, AccountRegister.AccountRow::legalName))
        .setParameter("taxIds", texts(rows, AccountRegister.AccountRow::taxId))
        .setParameter(
            "lifecycles",
            texts(rows, row -> row.lifecycle() == null ? null : row.lifecycle().name()))
        .setParameter("channels", texts(rows, row -> row.channel().name()))
        .getResultList();
  }

  private static @Nullable String[] texts(
      List<AccountRegister.AccountRow> rows,
      Function<AccountRegister.AccountRow, @Nullable String> cell) {
    return rows.stream().map(cell).toArray(String[]::new);
  }
}
