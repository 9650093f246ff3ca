package io.keypulse.analysis;

import java.util.List;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a scope on rows {@code x} with account and team. What the scope does not name
 * is left out of the statement: a plan that is kept finds an index for nothing else.
 */
final class Narrowing {
  private Narrowing() {}

  /**
   * @param inSegment what is true of a row in {@code :segment}
   */
  static String to(Scope scope, String inSegment) {
    return (scope.accountIds() == null ? "" : " and x.account_id = any (cast(:accounts as int[]))")
        + (scope.teamIds() == null ? "" : " and x.team_id = any (cast(:teams as int[]))")
        + (scope.segment() == null ? "" : " and " + inSegment);
  }

  static <T> NativeQuery<T> of(Scope scope, NativeQuery<T> query) {
    give(query, "accounts", scope.accountIds());
    give(query, "teams", scope.teamIds());
    if (scope.segment() != null) {
      query.setParameter("segment", scope.segment());
    }
    return query;
  }

  private static void give(NativeQuery<?> query, String name, @Nullable List<Integer> ids) {
    if (ids != null) {
      query.setParameter(name, ids.toArray(Integer[]::new));
    }
  }
}
