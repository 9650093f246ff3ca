package io.keypulse.intake;

import io.keypulse.platform.ExternalId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.Session;

/** What the database knows about rows that arrive. */
@ApplicationScoped
class RowChecks {
  @Inject Session session;

  record Key(String source, String externalId) {}

  /** Rules that wait for the end of a transaction speak now, while the rows at fault are known. */
  void checkAllRules() {
    session.createNativeMutationQuery("set constraints all immediate").executeUpdate();
  }

  /** Those of these ids that this table holds. */
  Set<ExternalId> known(String table, Collection<ExternalId> ids) {
    return new HashSet<>(
        session
            .createNativeQuery(
                """
                select k.source, k.external_id
                from unnest(cast(:sources as text[]), cast(:ids as text[])) as asked (source, external_id)
                join %s k using (source, external_id)
                """
                    .formatted(table),
                Key.class)
            .setParameter("sources", ids.stream().map(ExternalId::source).toArray(String[]::new))
            .setParameter("ids", ids.stream().map(ExternalId::value).toArray(String[]::new))
            .getResultList()
            .stream()
            .map(key -> new ExternalId(key.source(), key.externalId()))
            .toList());
  }
}
