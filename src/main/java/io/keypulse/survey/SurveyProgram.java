package io.keypulse.survey;

import io.keypulse.platform.Channel;
import io.keypulse.platform.Refused;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Generated;
import org.hibernate.generator.EventType;
import org.jspecify.annotations.Nullable;

@Entity
@DynamicUpdate
@Table(name = "survey_program")
class SurveyProgram {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  int id;

  String name = "";
  String objective = "";
  String[] aspects = {};

  @Column(name = "questionnaire_id")
  int questionnaireId = 1;

  @Enumerated(EnumType.STRING)
  ProgramState state = ProgramState.ACTIVE;

  @Embedded ProgramTiming timing = new ProgramTiming();
  @Embedded private ProgramPopulation population = new ProgramPopulation();
  @Embedded private ProgramDelivery delivery = new ProgramDelivery();
  @Embedded private ProgramSampling sampling = new ProgramSampling();

  @Enumerated(EnumType.STRING)
  Confidentiality.Kind confidentiality = Confidentiality.Kind.NAMED;

  @Column(name = "aggregate_from")
  @Nullable Integer aggregateFrom;

  @Column(name = "created_at")
  Instant createdAt = Instant.EPOCH;

  @Enumerated(EnumType.STRING)
  Channel channel = Channel.MANUAL;

  @Generated(event = {EventType.INSERT, EventType.UPDATE})
  int version;

  SurveyProgram unlessRetired() {
    if (state == ProgramState.RETIRED) {
      throw Refused.wrongState("programId", "This program is retired; create a new one.");
    }
    return this;
  }

  void pause() {
    require(ProgramState.ACTIVE, "Only an active program can be paused.");
    state = ProgramState.PAUSED;
  }

  void resume(Instant now) {
    require(ProgramState.PAUSED, "Only a paused program can be resumed.");
    state = ProgramState.ACTIVE;
    timing.begin(now);
  }

  void retire() {
    if (state == ProgramState.RETIRED) {
      throw Refused.wrongState("id", "This program is retired already.");
    }
    state = ProgramState.RETIRED;
    timing.heldFor = null;
  }

  private void require(ProgramState wanted, String otherwise) {
    if (state != wanted) {
      throw Refused.wrongState("id", otherwise);
    }
  }

  List<Aspect> aspects() {
    return Arrays.stream(aspects).map(Aspect::valueOf).toList();
  }

  Population population() {
    return population.population();
  }

  void population(Population asked) {
    population = ProgramPopulation.of(asked);
  }

  Delivery delivery() {
    return delivery.delivery();
  }

  void delivery(Delivery spoken) {
    delivery = ProgramDelivery.of(spoken);
  }

  SamplingPlan sampling() {
    return sampling.plan();
  }

  void sampling(SamplingPlan plan) {
    sampling = ProgramSampling.of(plan);
  }

  Confidentiality confidentiality() {
    return new Confidentiality(confidentiality, aggregateFrom);
  }

  void confidentiality(Confidentiality promised) {
    confidentiality = promised.kind();
    aggregateFrom = promised.atLeast();
  }
}
