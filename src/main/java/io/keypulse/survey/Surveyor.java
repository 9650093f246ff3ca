package io.keypulse.survey;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The door of the survey room: what is to be asked now. Its row locks hold until the caller's
 * transaction ends.
 */
@ApplicationScoped
public class Surveyor {
  @Inject SurveyPrograms programs;

  /** One run of a program. */
  public record Assignment(
      int programId,
      Instant scheduledFor,
      List<Aspect> aspects,
      int sampleSize,
      Duration timeToAnswer) {}

  /** The programs whose time has come, longest due first. */
  public List<Integer> due(Instant now) {
    return programs.due(now);
  }

  /**
   * Takes a program whose time has come and sets its next; nothing when others are taking it or
   * have.
   */
  public Optional<Assignment> takeDue(int programId, Instant now) {
    return programs.due(programId, now).map(program -> assignment(program, program.takeTurn(now)));
  }

  /** A run of this program now, outside its schedule. */
  public Optional<Assignment> takeNow(int programId, Instant now) {
    return programs.locked(programId).map(program -> assignment(program, now));
  }

  public Map<Integer, SurveyProgramView> programs(List<Integer> ids) {
    Map<Integer, SurveyProgramView> views = new HashMap<>();
    programs
        .byIds(ids.stream().distinct().toList())
        .forEach(p -> views.put(p.id, SurveyProgramView.of(p)));
    return views;
  }

  private static Assignment assignment(SurveyProgram program, Instant scheduledFor) {
    return new Assignment(
        program.id,
        scheduledFor,
        program.aspects(),
        program.sampleSize,
        Duration.ofDays(program.daysToAnswer));
  }
}
