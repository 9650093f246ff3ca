package io.keypulse.survey;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

@Entity
@Table(name = "survey_program")
class SurveyProgram {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  int id;

  String name = "";
  String objective = "";
  String[] aspects = {};
  String cron = "";

  @Column(name = "time_zone")
  String timeZone = "";

  @Column(name = "sample_size")
  int sampleSize;

  @Column(name = "days_to_answer")
  int daysToAnswer;

  @Column(name = "next_at")
  Instant nextAt = Instant.EPOCH;

  @Column(name = "created_at")
  Instant createdAt = Instant.EPOCH;

  /** Times missed while nobody ran are made up once, not one by one. */
  Instant takeTurn(Instant now) {
    Instant due = nextAt;
    nextAt = Schedule.of(cron, timeZone).next(now);
    return due;
  }

  List<Aspect> aspects() {
    return Arrays.stream(aspects).map(Aspect::valueOf).toList();
  }
}
