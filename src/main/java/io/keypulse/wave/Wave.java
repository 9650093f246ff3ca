package io.keypulse.wave;

import io.keypulse.platform.RefusalCode;
import io.keypulse.platform.Refused;
import io.keypulse.stats.KeyedHashOrder;
import io.keypulse.survey.Aspect;
import io.keypulse.survey.Confidentiality;
import io.keypulse.survey.Surveyor;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Entity
class Wave {
  /** Every contact stands in one stratum until programs say otherwise. */
  static final String STRATUM = "ALL";

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  int id;

  @Column(name = "program_id")
  int programId;

  @Column(name = "scheduled_for")
  Instant scheduledFor = Instant.EPOCH;

  @Enumerated(EnumType.STRING)
  WaveState state = WaveState.OPEN;

  String[] aspects = {};

  @Column(name = "opened_at")
  Instant openedAt = Instant.EPOCH;

  @Column(name = "closes_at")
  Instant closesAt = Instant.EPOCH;

  @Column(name = "closed_at")
  @Nullable Instant closedAt;

  @Enumerated(EnumType.STRING)
  Confidentiality.Kind confidentiality = Confidentiality.Kind.NAMED;

  @Column(name = "aggregate_from")
  @Nullable Integer aggregateFrom;

  String algorithm = KeyedHashOrder.NAME;
  String seed = "";
  String fingerprint = "";

  @Column(name = "frame_size")
  int frameSize;

  int excluded;
  int drawn;

  static Wave open(Surveyor.Assignment assignment, String seed, Instant now) {
    Wave wave = new Wave();
    wave.programId = assignment.programId();
    wave.scheduledFor = assignment.scheduledFor();
    wave.aspects = assignment.aspects().stream().map(Aspect::name).toArray(String[]::new);
    wave.openedAt = now;
    wave.closesAt = now.plus(Duration.ofDays(assignment.delivery().daysToAnswer()));
    wave.confidentiality = assignment.confidentiality().kind();
    wave.aggregateFrom = assignment.confidentiality().atLeast();
    wave.seed = seed;
    return wave;
  }

  void prove(Waves.Frame frame) {
    fingerprint = frame.fingerprint();
    frameSize = frame.eligible();
    excluded = frame.excluded();
    drawn = frame.drawn();
  }

  void close(Instant now) {
    if (state == WaveState.CLOSED) {
      throw new Refused(RefusalCode.WRONG_STATE, "waveId", "This wave is closed already.");
    }
    state = WaveState.CLOSED;
    closedAt = now;
  }

  Confidentiality confidentiality() {
    return new Confidentiality(confidentiality, aggregateFrom);
  }

  List<Aspect> aspects() {
    return Arrays.stream(aspects).map(Aspect::valueOf).toList();
  }
}
