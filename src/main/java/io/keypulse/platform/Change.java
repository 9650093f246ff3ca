package io.keypulse.platform;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What putting a row that may exist already did to it. */
public enum Change {
  CREATED,
  UPDATED,
  UNCHANGED;

  /**
   * A row of an upsert's {@code returning source, external_id, xmax = 0}; rows left alone are not
   * returned.
   */
  public record Put(String source, String externalId, boolean created) {}

  /** The change of each id, in the order of the ids. */
  public static List<Change> of(List<ExternalId> ids, List<Put> put) {
    Map<ExternalId, Change> changes = new HashMap<>();
    for (Put row : put) {
      changes.put(
          new ExternalId(row.source(), row.externalId()), row.created() ? CREATED : UPDATED);
    }
    return ids.stream().map(id -> changes.getOrDefault(id, UNCHANGED)).toList();
  }
}
