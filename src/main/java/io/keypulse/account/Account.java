package io.keypulse.account;

import io.keypulse.platform.Channel;
import io.keypulse.platform.Refused;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Generated;
import org.hibernate.generator.EventType;
import org.jspecify.annotations.Nullable;

/** Writes only the columns that changed, for not everybody may write all. */
@Entity
@DynamicUpdate
class Account {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  int id;

  @Column(name = "team_id")
  int teamId;

  @Column(name = "external_id")
  String externalId = "";

  String source = "";
  String name = "";

  @Column(name = "legal_name")
  @Nullable String legalName;

  @Column(name = "tax_id")
  @Nullable String taxId;

  String country = "";
  String segment = "";

  @Enumerated(EnumType.STRING)
  AccountLifecycle lifecycle = AccountLifecycle.CUSTOMER;

  @Column(name = "archived_at")
  @Nullable Instant archivedAt;

  @Column(name = "merged_into_id")
  @Nullable Integer mergedIntoId;

  @Enumerated(EnumType.STRING)
  Channel channel = Channel.MANUAL;

  @Generated(event = {EventType.INSERT, EventType.UPDATE})
  int version;

  @Column(name = "recorded_at")
  @Generated(event = {EventType.INSERT, EventType.UPDATE})
  Instant recordedAt = Instant.EPOCH;

  @Column(name = "recorded_by")
  @Generated(event = {EventType.INSERT, EventType.UPDATE})
  @Nullable Integer recordedBy;

  /**
   * What is archived is read and no more: nothing is added to it or changed about it. What ends
   * something, what people say about being asked and their erasure go on, and so does what was
   * begun before.
   *
   * @throws Refused WRONG_STATE, naming the field
   */
  void requireLiving(String field) {
    if (mergedIntoId != null) {
      throw Refused.wrongState(
          field,
          "This account was merged into another; name that one, or undo the merge with accountMergeUndo.");
    }
    if (archivedAt != null) {
      throw Refused.wrongState(
          field, "This account is archived; restore it with accountRestore first.");
    }
  }

  void archive(Instant now) {
    if (archivedAt != null) {
      throw Refused.wrongState("id", "This account is archived already.");
    }
    archivedAt = now;
  }

  void restore() {
    if (archivedAt == null) {
      throw Refused.wrongState("id", "This account is not archived.");
    }
    archivedAt = null;
  }
}
