package io.keypulse.staff;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Read here; written by the statements of {@link Employees}. */
@Entity
class Employee {
  @Id int id;
  String source = "";

  @Column(name = "external_id")
  String externalId = "";

  String name = "";
  String email = "";
  String position = "";
  String function = "";
  @Nullable String language;
  boolean active;

  @Column(name = "joined_on")
  @Nullable LocalDate joinedOn;

  @Column(name = "left_on")
  @Nullable LocalDate leftOn;

  int version;
  String channel = "";

  @Column(name = "recorded_at")
  Instant recordedAt = Instant.EPOCH;

  @Column(name = "recorded_by")
  @Nullable Integer recordedBy;
}
