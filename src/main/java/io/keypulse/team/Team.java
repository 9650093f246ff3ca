package io.keypulse.team;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Read here; written by the statements of {@link Teams}. */
@Entity
class Team {
  /** The team of accounts that nobody serves yet; it has no members. */
  static final int UNASSIGNED = 0;

  @Id int id;
  String source = "";
  String name = "";
  int version;
  String channel = "";

  @Column(name = "recorded_at")
  Instant recordedAt = Instant.EPOCH;

  @Column(name = "recorded_by")
  @Nullable Integer recordedBy;
}
