package io.keypulse.survey;

import io.keypulse.account.ContactRole;
import io.keypulse.platform.Channel;
import io.keypulse.platform.Refused;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Generated;
import org.hibernate.generator.EventType;
import org.jspecify.annotations.Nullable;

@Entity
@DynamicUpdate
@Table(name = "survey_program")
class SurveyProgram {
  /** That a customer has to answer, however late a wave opens. */
  private static final Duration LEAST_TIME = Duration.ofHours(12);

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  int id;

  String name = "";
  String objective = "";
  String[] aspects = {};

  @Column(name = "questionnaire_id")
  int questionnaireId = 1;

  @Nullable String cron;

  @Column(name = "every_weeks")
  @Nullable Integer everyWeeks;

  @Column(name = "starts_on")
  @Nullable LocalDate startsOn;

  @Column(name = "starts_at")
  @Nullable LocalTime startsAt;

  @Column(name = "time_zone")
  String timeZone = "";

  @Enumerated(EnumType.STRING)
  ProgramState state = ProgramState.ACTIVE;

  @Column(name = "next_at")
  Instant nextAt = Instant.EPOCH;

  /** The time that was missed by more than allowed; a person decides. */
  @Column(name = "held_for")
  @Nullable Instant heldFor;

  @Column(name = "hours_late_allowed")
  int hoursLateAllowed = 24;

  @Column(name = "key_tiers")
  String[] keyTiers = {};

  String[] segments = {};
  String[] countries = {};
  String[] roles = {};

  String[] channels = {Delivery.Channel.EMAIL.name()};
  String[] languages = {};

  @Column(name = "reminder_days")
  int[] reminderDays = {};

  @Column(name = "quiet_from")
  @Nullable LocalTime quietFrom;

  @Column(name = "quiet_to")
  @Nullable LocalTime quietTo;

  @Column(name = "business_days_only")
  boolean businessDaysOnly;

  boolean thanks;

  @Column(name = "sender_name")
  @Nullable String senderName;

  @Column(name = "reply_to")
  @Enumerated(EnumType.STRING)
  Delivery.ReplyTo replyTo = Delivery.ReplyTo.ACCOUNT_MANAGER;

  @Column(name = "days_to_answer")
  int daysToAnswer;

  @Enumerated(EnumType.STRING)
  Confidentiality.Kind confidentiality = Confidentiality.Kind.NAMED;

  @Column(name = "aggregate_from")
  @Nullable Integer aggregateFrom;

  @Column(name = "sample_size")
  @Nullable Integer sampleSize;

  @Nullable Double margin;

  @Column(name = "expected_response")
  @Nullable Double expectedResponse;

  @Column(name = "strata_by")
  @Enumerated(EnumType.STRING)
  SamplingPlan.StrataBy strataBy = SamplingPlan.StrataBy.NONE;

  @Enumerated(EnumType.STRING)
  SamplingPlan.Allocation allocation = SamplingPlan.Allocation.PROPORTIONAL;

  @Column(name = "stratum_minimum")
  int stratumMinimum;

  @Column(name = "account_cap")
  @Nullable Integer accountCap;

  @Column(name = "quarantine_days")
  int quarantineDays;

  @Column(name = "account_mails_per_week")
  @Nullable Integer accountMailsPerWeek;

  boolean rotation;

  @Column(name = "created_at")
  Instant createdAt = Instant.EPOCH;

  @Enumerated(EnumType.STRING)
  Channel channel = Channel.MANUAL;

  @Generated(event = {EventType.INSERT, EventType.UPDATE})
  int version;

  Schedule schedule() {
    return cron != null
        ? Schedule.of(cron, timeZone)
        : Schedule.everyWeeks(
            Objects.requireNonNull(everyWeeks),
            Objects.requireNonNull(startsOn),
            Objects.requireNonNull(startsAt),
            timeZone);
  }

  void schedule(EveryWeeks.Choice weeks) {
    cron = null;
    everyWeeks = weeks.weeks();
    startsOn = weeks.startsOn();
    startsAt = Schedule.time("at", weeks.at());
  }

  void schedule(String fields) {
    cron = fields;
    everyWeeks = null;
    startsOn = null;
    startsAt = null;
  }

  /**
   * Times missed while nobody ran are made up once, not one by one; a time missed by more than
   * allowed waits for a person, until the next one comes.
   *
   * @return whether a wave is to open now
   */
  boolean takeTurn(Instant now) {
    Instant due = nextAt;
    nextAt = schedule().next(now);
    boolean inTime = !due.plus(Duration.ofHours(hoursLateAllowed)).isBefore(now);
    heldFor = inTime ? null : due;
    return inTime;
  }

  /**
   * Until when a wave that opens now can be answered. One that opens late is over when the next one
   * is due, if in time it would have been: whoever can still answer it is not drawn for the next.
   */
  Instant closesAt(Instant scheduledFor, Instant now) {
    Schedule schedule = schedule();
    Instant end = schedule.daysAfter(now, daysToAnswer);
    boolean overInTime = !schedule.daysAfter(scheduledFor, daysToAnswer).isAfter(nextAt);
    if (nextAt.isBefore(now) || !overInTime || !end.isAfter(nextAt)) {
      return end;
    }
    Instant least = now.plus(LEAST_TIME);
    return nextAt.isAfter(least) ? nextAt : least;
  }

  Instant releaseHeld() {
    if (heldFor == null) {
      throw Refused.wrongState("programId", "No time of this program is held.");
    }
    Instant held = heldFor;
    heldFor = null;
    return held;
  }

  void hold(Instant now) {
    heldFor = nextAt;
    nextAt = schedule().next(now);
  }

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
    nextAt = schedule().next(now);
  }

  void retire() {
    if (state == ProgramState.RETIRED) {
      throw Refused.wrongState("id", "This program is retired already.");
    }
    state = ProgramState.RETIRED;
    heldFor = null;
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
    return new Population(
        List.of(keyTiers),
        List.of(segments),
        List.of(countries),
        Arrays.stream(roles).map(ContactRole::valueOf).toList());
  }

  void population(Population population) {
    keyTiers = population.keyTiers().toArray(String[]::new);
    segments = population.segments().toArray(String[]::new);
    countries = population.countries().toArray(String[]::new);
    roles = population.roles().stream().map(ContactRole::name).toArray(String[]::new);
  }

  Delivery delivery() {
    return new Delivery(
        Arrays.stream(channels).map(Delivery.Channel::valueOf).toList(),
        List.of(languages),
        Arrays.stream(reminderDays).boxed().toList(),
        quietFrom,
        quietTo,
        businessDaysOnly,
        thanks,
        senderName,
        replyTo,
        daysToAnswer);
  }

  void delivery(Delivery delivery) {
    channels = delivery.channels().stream().map(Enum::name).toArray(String[]::new);
    languages = delivery.languages().toArray(String[]::new);
    reminderDays = delivery.reminderDays().stream().mapToInt(Integer::intValue).toArray();
    quietFrom = delivery.quietFrom();
    quietTo = delivery.quietTo();
    businessDaysOnly = delivery.businessDaysOnly();
    thanks = delivery.thanks();
    senderName = delivery.senderName();
    replyTo = delivery.replyTo();
    daysToAnswer = delivery.daysToAnswer();
  }

  Confidentiality confidentiality() {
    return new Confidentiality(confidentiality, aggregateFrom);
  }

  void confidentiality(Confidentiality promised) {
    confidentiality = promised.kind();
    aggregateFrom = promised.atLeast();
  }

  SamplingPlan sampling() {
    return new SamplingPlan(
        sampleSize,
        margin,
        expectedResponse,
        strataBy,
        allocation,
        stratumMinimum,
        accountCap,
        quarantineDays,
        accountMailsPerWeek,
        rotation);
  }

  void sampling(SamplingPlan plan) {
    sampleSize = plan.size();
    margin = plan.margin();
    expectedResponse = plan.expectedResponse();
    strataBy = plan.strataBy();
    allocation = plan.allocation();
    stratumMinimum = plan.stratumMinimum();
    accountCap = plan.accountCap();
    quarantineDays = plan.quarantineDays();
    accountMailsPerWeek = plan.accountMailsPerWeek();
    rotation = plan.rotation();
  }
}
