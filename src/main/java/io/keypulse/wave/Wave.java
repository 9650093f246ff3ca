package io.keypulse.wave;

import io.keypulse.platform.Refused;
import io.keypulse.stats.CappedRotation;
import io.keypulse.stats.KeyedHashOrder;
import io.keypulse.stats.Rotation;
import io.keypulse.survey.Aspect;
import io.keypulse.survey.Confidentiality;
import io.keypulse.survey.SamplingPlan;
import io.keypulse.survey.Surveyor;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Entity
class Wave {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  int id;

  @Column(name = "program_id", updatable = false)
  int programId;

  @Column(name = "scheduled_for", updatable = false)
  Instant scheduledFor = Instant.EPOCH;

  @Enumerated(EnumType.STRING)
  WaveState state = WaveState.OPEN;

  @Column(name = "questionnaire_id", updatable = false)
  int questionnaireId = 1;

  @Column(updatable = false)
  String[] aspects = {};

  @Column(updatable = false)
  String[] channels = {};

  @Column(name = "reminder_days", updatable = false)
  Integer[] reminderDays = {};

  @Column(updatable = false)
  String[] languages = {};

  @Column(name = "opened_at", updatable = false)
  Instant openedAt = Instant.EPOCH;

  @Column(name = "open_reason")
  @Nullable String openReason;

  @Column(name = "closes_at")
  Instant closesAt = Instant.EPOCH;

  @Column(name = "paused_at")
  @Nullable Instant pausedAt;

  @Column(name = "pause_reason")
  @Nullable String pauseReason;

  @Column(name = "resume_reason")
  @Nullable String resumeReason;

  @Column(name = "closed_at")
  @Nullable Instant closedAt;

  @Column(name = "close_reason")
  @Nullable String closeReason;

  @Column(updatable = false)
  @Enumerated(EnumType.STRING)
  Confidentiality.Kind confidentiality = Confidentiality.Kind.NAMED;

  @Column(name = "aggregate_from", updatable = false)
  @Nullable Integer aggregateFrom;

  @Column(updatable = false)
  String algorithm = KeyedHashOrder.NAME;

  @Column(updatable = false)
  String seed = "";

  @Column(name = "seed_hash", updatable = false)
  @Nullable String seedHash;

  @Column(name = "committed_at", updatable = false)
  @Nullable Instant committedAt;

  @Column(name = "rotation_seed", updatable = false)
  @Nullable String rotationSeed;

  @Column(name = "account_cap", updatable = false)
  @Nullable Integer accountCap;

  @Column(updatable = false)
  @Enumerated(EnumType.STRING)
  SamplingPlan.Allocation allocation = SamplingPlan.Allocation.PROPORTIONAL;

  @Column(name = "stratum_minimum", updatable = false)
  int stratumMinimum;

  @Nullable Integer planned;

  String fingerprint = "";

  @Column(name = "account_fingerprint")
  @Nullable String accountFingerprint;

  @Column(name = "frame_size")
  int frameSize;

  int excluded;
  int drawn;
  int withheld;

  /**
   * @param round the seed from which the program's rounds are computed; nothing before the first
   */
  static Wave open(Surveyor.Assignment assignment, Optional<String> round, Instant now) {
    Wave wave = new Wave();
    SamplingPlan plan = assignment.sampling();
    Surveyor.Seed seed = assignment.seed();
    wave.programId = assignment.programId();
    wave.scheduledFor = assignment.scheduledFor();
    wave.questionnaireId = assignment.questionnaireId();
    wave.aspects = assignment.aspects().stream().map(Aspect::name).toArray(String[]::new);
    wave.channels =
        assignment.delivery().channels().stream().map(Enum::name).toArray(String[]::new);
    wave.reminderDays = assignment.delivery().reminderDays().toArray(Integer[]::new);
    wave.languages = assignment.delivery().languages().toArray(String[]::new);
    wave.openedAt = now;
    wave.closesAt = assignment.closesAt();
    wave.confidentiality = assignment.confidentiality().kind();
    wave.aggregateFrom = assignment.confidentiality().atLeast();
    wave.seed = seed.seed();
    wave.seedHash = seed.seedHash();
    wave.committedAt = seed.committedAt();
    wave.rotationSeed = seed.rotates() ? round.orElse(seed.seed()) : null;
    wave.accountCap = plan.accountCap();
    wave.algorithm = algorithm(seed.rotates(), plan.accountCap() != null);
    wave.allocation = plan.allocation();
    wave.stratumMinimum = plan.strataBy() == SamplingPlan.StrataBy.NONE ? 0 : plan.stratumMinimum();
    return wave;
  }

  private static String algorithm(boolean rotates, boolean capped) {
    if (!rotates) {
      return KeyedHashOrder.NAME;
    }
    return capped ? CappedRotation.NAME : Rotation.NAME;
  }

  void prove(FrozenFrames.Proof proof) {
    fingerprint = proof.fingerprint();
    accountFingerprint = proof.accounts();
    frameSize = proof.eligible();
    excluded = proof.excluded();
    drawn = proof.drawn();
    withheld = proof.withheld();
  }

  void pause(String reason, Instant now) {
    if (state != WaveState.OPEN) {
      throw Refused.wrongState("waveId", "Only an open wave can be paused.");
    }
    state = WaveState.PAUSED;
    pausedAt = now;
    pauseReason = reason;
  }

  /**
   * @param reason of whoever resumes it, if they gave one
   */
  void resume(@Nullable String reason) {
    if (state != WaveState.PAUSED) {
      throw Refused.wrongState("waveId", "Only a paused wave can be resumed.");
    }
    state = WaveState.OPEN;
    pausedAt = null;
    pauseReason = null;
    resumeReason = reason;
  }

  /**
   * @param reason of whoever closes it by hand
   */
  void close(@Nullable String reason, Instant now) {
    if (state == WaveState.CLOSED) {
      throw Refused.wrongState("waveId", "This wave is closed already.");
    }
    state = WaveState.CLOSED;
    pausedAt = null;
    pauseReason = null;
    closedAt = now;
    closeReason = reason;
  }

  boolean isCensus() {
    return allocation == SamplingPlan.Allocation.CENSUS;
  }

  /** Whether the people of an account take the places that its cap leaves it in turn. */
  boolean takesTurns() {
    return algorithm.equals(CappedRotation.NAME);
  }

  /** From which the places in the order of the draw are computed. */
  String orderSeed() {
    return rotationSeed == null ? seed : rotationSeed;
  }

  Confidentiality confidentiality() {
    return new Confidentiality(confidentiality, aggregateFrom);
  }

  List<Aspect> aspects() {
    return Arrays.stream(aspects).map(Aspect::valueOf).toList();
  }
}
