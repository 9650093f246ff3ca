package io.keypulse.account;

import io.keypulse.platform.Channel;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A row as it is read. */
record Relationship(
    int id,
    int accountId,
    String type,
    int otherId,
    LocalDate since,
    @Nullable LocalDate until,
    String source,
    int version,
    String channel,
    Instant recordedAt,
    @Nullable Integer recordedBy) {
  /** As if it had held on no day. */
  Relationship takenBack() {
    return new Relationship(
        id,
        accountId,
        type,
        otherId,
        since,
        since,
        source,
        version,
        channel,
        recordedAt,
        recordedBy);
  }

  record New(
      int accountId,
      RelationshipType type,
      int otherId,
      LocalDate since,
      @Nullable LocalDate until,
      Channel channel) {}
}
