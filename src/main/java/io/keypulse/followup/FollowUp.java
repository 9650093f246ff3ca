package io.keypulse.followup;

import io.keypulse.platform.RefusalCode;
import io.keypulse.platform.Refused;
import io.keypulse.response.Answered;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "follow_up")
class FollowUp {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  long id;

  @Column(name = "invitation_id", updatable = false)
  long invitationId;

  @Column(name = "account_id", updatable = false)
  int accountId;

  @Column(name = "team_id", updatable = false)
  int teamId;

  @Column(name = "owner_id", updatable = false)
  @Nullable Integer ownerId;

  @Column(name = "opened_at", updatable = false)
  Instant openedAt = Instant.EPOCH;

  @Column(name = "acknowledged_at")
  @Nullable Instant acknowledgedAt;

  @Column(name = "acknowledged_by")
  @Nullable Integer acknowledgedBy;

  static FollowUp open(Answered answer, @Nullable Integer owner) {
    FollowUp followUp = new FollowUp();
    followUp.invitationId = answer.invitationId();
    followUp.accountId = answer.accountId();
    followUp.teamId = answer.teamId();
    followUp.ownerId = owner;
    followUp.openedAt = answer.at();
    return followUp;
  }

  void acknowledge(int employee, Instant now) {
    if (acknowledgedAt != null) {
      throw new Refused(
          RefusalCode.WRONG_STATE, "followUpId", "Somebody has acknowledged this already.");
    }
    acknowledgedAt = now;
    acknowledgedBy = employee;
  }
}
