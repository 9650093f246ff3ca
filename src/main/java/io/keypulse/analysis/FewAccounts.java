package io.keypulse.analysis;

import io.keypulse.platform.Once;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.hibernate.Session;

/**
 * Names the accounts of a scope where they are few. Frames are found by account and by wave; of
 * those who see few accounts the wall alone would read the frames of everybody.
 */
@ApplicationScoped
class FewAccounts {
  private static final int MOST = 1_000;

  @Inject Session session;

  private record Asked(Scope scope) {}

  private record Id(int id) {}

  /** The same rows. */
  Scope named(Scope scope) {
    return scope.accountIds() == null ? Once.of(new Asked(scope), () -> looked(scope)) : scope;
  }

  private Scope looked(Scope scope) {
    List<Integer> ids =
        Narrowing.of(
                scope,
                session.createNativeQuery(
                    "select x.id from account x where true%s limit :most"
                        .formatted(Narrowing.to(scope, "x.segment = :segment")),
                    Id.class))
            .setParameter("most", MOST + 1)
            .getResultList()
            .stream()
            .map(Id::id)
            .toList();
    return ids.size() > MOST ? scope : scope.amongAccounts(ids);
  }
}
