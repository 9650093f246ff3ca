package io.keypulse.account;

import io.keypulse.platform.ExternalId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import org.hibernate.Session;

/** Archived accounts by the ids that they gave free. */
@ApplicationScoped
class FormerAccounts {
  @Inject Session session;

  record Former(String source, String externalId, int accountId, String name) {}

  /** The one archived last of each id. */
  List<Former> of(Collection<ExternalId> ids) {
    return session
        .createNativeQuery(
            """
            select distinct on (x.source, x.value) x.source, x.value as external_id, a.id as account_id, a.name
            from unnest(cast(:sources as text[]), cast(:ids as text[])) as asked (source, value)
            join account_external_id x using (source, value)
            join account a on a.id = x.account_id
            where x.released
            order by x.source, x.value, a.archived_at desc, a.id desc
            """,
            Former.class)
        .setParameter("sources", ids.stream().map(ExternalId::source).toArray(String[]::new))
        .setParameter("ids", ids.stream().map(ExternalId::value).toArray(String[]::new))
        .getResultList();
  }

  record Holder(String source, String value, int accountId, String name) {}

  /** Which living accounts hold ids of this archived one. */
  List<Holder> holders(int archivedId) {
    return session
        .createNativeQuery(
            """
            select h.source, h.value, a.id as account_id, a.name
            from account_external_id mine
            join account_external_id h on (h.source, h.value) = (mine.source, mine.value) and not h.released
            join account a on a.id = h.account_id
            where mine.account_id = :account and mine.released order by mine.id
            """,
            Holder.class)
        .setParameter("account", archivedId)
        .getResultList();
  }
}
