package io.keypulse.platform;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.hibernate.OrderingMode;
import org.hibernate.Session;
import org.hibernate.SessionCheckMode;

/** Entities by their ids, asking the database only for those that this transaction has not read. */
public final class ReadAlready {
  private ReadAlready() {}

  /** In no order, without those that are not there or may not be seen. */
  public static <E> List<E> orByIds(Session session, Class<E> type, Collection<Integer> ids) {
    return session
        .findMultiple(
            type, List.copyOf(new HashSet<>(ids)), SessionCheckMode.ENABLED, OrderingMode.UNORDERED)
        .stream()
        .filter(Objects::nonNull)
        .toList();
  }
}
