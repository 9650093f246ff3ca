package io.keypulse.followup;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.keypulse.platform.Once;
import io.keypulse.team.Actors;
import io.keypulse.team.SponsorRegister;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it will be, and when, while nobody acts: by the line, absences and policy of today.
 */
@ApplicationScoped
class WayAhead {
  @Inject ClimbingCases cases;
  @Inject FollowUpPolicies policies;
  @Inject Calendars calendars;
  @Inject Actors actors;
  @Inject SponsorRegister sponsors;

  private record Climbing(FollowUp followUp, WayUp way) {}

  private record Question(Set<Long> cases) {}

  /**
   * @param paths whose turn it was until now, by case
   * @return the steps to come, by case
   */
  Map<Long, List<FollowUpSteps.Step>> of(Map<Long, List<FollowUpSteps.Step>> paths) {
    return Once.of(new Question(paths.keySet()), () -> ahead(paths));
  }

  /**
   * When these cases climb; not those that only wait for whoever is at the top to act.
   *
   * @param paths whose turn it was until now, by case
   */
  Map<Long, Instant> climbs(Collection<Long> asked, Map<Long, List<FollowUpSteps.Step>> paths) {
    Map<Long, List<FollowUpSteps.Step>> ahead = of(paths);
    return cases.among(asked).stream()
        .filter(one -> !List.of().equals(ahead.get(one.id)))
        .collect(toMap(one -> one.id, WayAhead::climbsAt));
  }

  private Map<Long, List<FollowUpSteps.Step>> ahead(Map<Long, List<FollowUpSteps.Step>> paths) {
    List<Climbing> climbing = climbing(paths);
    if (climbing.isEmpty()) {
      return Map.of();
    }
    List<List<Actors.Actor>> above =
        actors.above(
            climbing.stream()
                .map(one -> new Actors.Place(one.followUp().teamId, one.way().from()))
                .toList());
    Set<Integer> accounts = climbing.stream().map(one -> one.followUp().accountId).collect(toSet());
    Map<Integer, Integer> sponsorOf = sponsors.current(accounts);
    Map<Integer, BusinessTime> times = calendars.ofAccounts(accounts, earliest(climbing));
    int hours = policies.current().climbHours();
    Map<Long, List<FollowUpSteps.Step>> ahead = new HashMap<>();
    for (int i = 0; i < climbing.size(); i++) {
      FollowUp followUp = climbing.get(i).followUp();
      ahead.put(
          followUp.id,
          dated(
              followUp,
              climbing
                  .get(i)
                  .way()
                  .climbs(above.get(i), Optional.ofNullable(sponsorOf.get(followUp.accountId))),
              Objects.requireNonNull(times.get(followUp.accountId)),
              hours));
    }
    return ahead;
  }

  private List<Climbing> climbing(Map<Long, List<FollowUpSteps.Step>> paths) {
    List<Climbing> climbing = new ArrayList<>();
    for (FollowUp followUp : cases.among(paths.keySet())) {
      WayUp.of(followUp, followUp.state.task(), Objects.requireNonNull(paths.get(followUp.id)))
          .ifPresent(way -> climbing.add(new Climbing(followUp, way)));
    }
    return climbing;
  }

  private static LocalDate earliest(List<Climbing> climbing) {
    return climbing.stream()
        .map(one -> climbsAt(one.followUp()))
        .min(Instant::compareTo)
        .map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC))
        .orElseThrow();
  }

  private static Instant climbsAt(FollowUp followUp) {
    return Objects.requireNonNull(followUp.nextClimbAt);
  }

  private static List<FollowUpSteps.Step> dated(
      FollowUp followUp, List<List<WayUp.Rung>> climbs, BusinessTime time, int hours) {
    List<FollowUpSteps.Step> steps = new ArrayList<>();
    Instant at = climbsAt(followUp);
    for (List<WayUp.Rung> climb : climbs) {
      Instant due = time.afterHours(at, hours);
      for (WayUp.Rung rung : climb) {
        steps.add(step(followUp, rung, at, rung.takesOver() ? due : null));
      }
      at = due;
    }
    return steps;
  }

  private static FollowUpSteps.Step step(
      FollowUp followUp, WayUp.Rung rung, Instant at, @Nullable Instant due) {
    return new FollowUpSteps.Step(
        0,
        followUp.id,
        rung.kind().name(),
        followUp.round,
        followUp.state.task().name(),
        rung.level(),
        rung.actor().employeeId(),
        rung.actor().actingId(),
        rung.actor().missing() == null ? null : rung.actor().missing().name(),
        rung.past(),
        at,
        due,
        null);
  }
}
