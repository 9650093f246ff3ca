package io.keypulse.survey;

import io.keypulse.platform.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The door of the survey room: what is to be asked now. Its row locks hold until the caller's
 * transaction ends.
 */
@ApplicationScoped
public class Surveyor {
  private static final Logger LOG = Logger.getLogger(Surveyor.class);

  @Inject SurveyPrograms programs;
  @Inject DrawCommitments commitments;
  @Inject PopulationNames names;
  @Inject StratumNames strata;

  /**
   * One run of a program.
   *
   * @param closesAt until when it can be answered
   */
  public record Assignment(
      int programId,
      Instant scheduledFor,
      Instant closesAt,
      int questionnaireId,
      List<Aspect> aspects,
      Population population,
      SamplingPlan sampling,
      Delivery delivery,
      Confidentiality confidentiality,
      Seed seed) {}

  /**
   * What a draw is made from.
   *
   * @param seedHash shown to everybody since {@code committedAt}
   * @param rotates whether the draw goes round
   */
  public record Seed(String seed, String seedHash, Instant committedAt, boolean rotates) {}

  /** The programs whose time has come, longest due first. */
  public List<Integer> due(Instant now) {
    return programs.due(now);
  }

  /**
   * Takes a program whose time has come and sets its next; nothing when others are taking it or
   * have, and nothing when the time was missed by more than the program allows.
   */
  public Optional<Assignment> takeDue(int programId, Instant now) {
    return programs.due(programId, now).flatMap(program -> turn(program, now));
  }

  /** A run of this program now, outside its schedule, for that time. */
  public Optional<Assignment> takeNow(int programId, Instant scheduledFor, Instant now) {
    return programs
        .locked(programId)
        .map(program -> assignment(program.unlessRetired(), scheduledFor, now));
  }

  /**
   * The time that was missed by more than allowed, and is no longer held.
   *
   * @throws Refused WRONG_STATE when nothing is held
   */
  public Instant releaseHeld(int programId) {
    SurveyProgram program =
        programs
            .locked(programId)
            .orElseThrow(() -> Refused.notFound("programId", "There is no such program."));
    return program.timing.releaseHeld();
  }

  /** The programs whose time came longer ago than any replica takes to look. */
  public List<Integer> overdue(Instant now) {
    return programs.due(now.minus(ProgramTiming.IN_TIME));
  }

  /** Whatever is due waits for a person. */
  public int holdDue(Instant now) {
    return (int)
        programs.due(now).stream()
            .flatMap(id -> programs.due(id, now).stream())
            .peek(program -> program.timing.hold(now))
            .count();
  }

  /** Programs with a time that waits for a person. */
  public List<String> held() {
    return programs.held();
  }

  /** A program as it is, or as it would be with these parts. */
  public Plan plan(@Nullable Integer programId, PlanParts parts, Instant now) {
    names.check(parts.population());
    if (programId == null) {
      return named(parts, parts.over(Plan.NEW, now));
    }
    SurveyProgram program =
        programs
            .findByIdOptional(programId)
            .orElseThrow(() -> Refused.notFound("programId", "There is no such program."));
    Plan plan =
        parts.over(
            new Plan(
                program.id,
                program.population(),
                program.sampling(),
                program.delivery(),
                program.timing.timeZone,
                program.timing.schedule().daysBetween(program.timing.nextAt)),
            now);
    return named(parts, plan);
  }

  private Plan named(PlanParts said, Plan plan) {
    strata.check(said.sampling(), plan.sampling());
    return new Plan(
        plan.programId(),
        plan.population(),
        strata.spelled(plan.sampling()),
        plan.delivery(),
        plan.timeZone(),
        plan.daysBetween());
  }

  /**
   * @param programId 0 for none yet
   * @param timeZone in which its schedule is read
   * @param daysBetween from each wave of a year to the next
   */
  public record Plan(
      int programId,
      Population population,
      SamplingPlan sampling,
      Delivery delivery,
      String timeZone,
      List<Double> daysBetween) {
    static final int DAYS_OF_A_WEEK = 7;
    private static final double QUARTER = 13.0 * DAYS_OF_A_WEEK;
    private static final int MONTH = 30;

    static final Plan NEW =
        new Plan(
            0, Population.ALL, SamplingPlan.SIMPLE, Delivery.plain(MONTH), "UTC", List.of(QUARTER));

    /** Between two waves, on average. */
    public double weeks() {
      return daysBetween.stream().mapToDouble(Double::doubleValue).average().orElseThrow()
          / DAYS_OF_A_WEEK;
    }
  }

  /** How those whom this program asks are spoken to. */
  public Delivery delivery(int programId) {
    return programs.findById(programId).delivery();
  }

  public Map<Integer, SurveyProgramView> programs(List<Integer> ids) {
    Map<Integer, SurveyProgramView> views = new HashMap<>();
    programs
        .byIds(ids.stream().distinct().toList())
        .forEach(p -> views.put(p.id, SurveyProgramView.of(p)));
    return views;
  }

  private Optional<Assignment> turn(SurveyProgram program, Instant now) {
    Instant due = program.timing.nextAt;
    Optional<Instant> inTime = program.timing.takeTurn(now);
    if (inTime.isPresent()) {
      return Optional.of(assignment(program, inTime.get(), now));
    }
    LOG.errorf(
        "Program %d was due at %s, which is later than it allows: release or skip it",
        program.id, due);
    return Optional.empty();
  }

  private Assignment assignment(SurveyProgram program, Instant scheduledFor, Instant now) {
    DrawCommitments.Committed seed = commitments.redeem(program.id, now);
    return new Assignment(
        program.id,
        scheduledFor,
        program.timing.closesAt(scheduledFor, now, program.delivery().daysToAnswer()),
        program.questionnaireId,
        program.aspects(),
        program.population(),
        strata.spelled(program.sampling()),
        program.delivery(),
        program.confidentiality(),
        new Seed(seed.seed(), seed.seedHash(), seed.committedAt(), program.sampling().rotation()));
  }
}
