package io.keypulse.followup;

import java.util.List;
import org.hibernate.query.NativeQuery;

/** The number of a row, for queries that find nothing else of it. */
record RowId(long id) {
  static List<Long> of(NativeQuery<RowId> found) {
    return found.getResultList().stream().map(RowId::id).toList();
  }
}
