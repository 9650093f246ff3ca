package io.keypulse.followup;

import io.keypulse.team.Actors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a case goes on climbing from where it is: whom each climb tells, so that it can be said
 * before it happens. Giving what has climbed to another owner changes nothing of it, or two
 * colleagues could pass it to and fro at the foot of the line, and whoever leaves would take it
 * down again.
 *
 * @param from above whom it climbs
 * @param past whoever acts, or had to, until now; of somebody it climbed to who is gone, whoever
 *     had to before
 * @param climbed whether it has come to somebody above
 * @param told everybody who knows of it
 */
record WayUp(int from, int level, @Nullable Integer past, boolean climbed, Set<Integer> told) {
  /** From this step up on the executive sponsor knows. */
  private static final int SPONSOR_LEVEL = 2;

  /** One person whom a climb tells, or passes over. */
  record Rung(FollowUpSteps.Kind kind, int level, Actors.Actor actor, @Nullable Integer past) {
    boolean isTold() {
      return actor.actingId() != null;
    }

    /** Whether they have to see to it from now on; a sponsor only knows. */
    boolean takesOver() {
      return kind == FollowUpSteps.Kind.LINE && isTold();
    }
  }

  /**
   * @param path whose turn it was until now
   * @return nothing where nobody has the case yet
   */
  static Optional<WayUp> of(FollowUp followUp, FollowUpTask task, List<FollowUpSteps.Step> path) {
    Set<Integer> told = new HashSet<>();
    FollowUpSteps.@Nullable Step last = null;
    boolean climbed = false;
    for (FollowUpSteps.Step step : path) {
      if (step.actingId() != null) {
        told.add(step.actingId());
        boolean climbs = hasClimbed(step, followUp, task);
        climbed |= climbs;
        if (climbs || (step.isGiven() && (!climbed || isForTheSame(step, last)))) {
          last = step;
        }
      }
    }
    return last == null
        ? Optional.empty()
        : Optional.of(
            new WayUp(
                last.employeeId(),
                level(followUp, task, path),
                isGone(last, path) ? last.pastId() : last.actingId(),
                climbed,
                told));
  }

  /** Somebody acts who has not known of it before, or whose turn it is by line is here again. */
  boolean isNewTo(Actors.Actor actor) {
    Integer acting = actor.actingId();
    return acting != null && (acting == from || !told.contains(acting));
  }

  private static boolean isForTheSame(FollowUpSteps.Step step, FollowUpSteps.@Nullable Step last) {
    return last != null && step.employeeId() == last.employeeId();
  }

  private static boolean isGone(FollowUpSteps.Step last, List<FollowUpSteps.Step> path) {
    return last.is(FollowUpSteps.Kind.LINE)
        && path.stream()
            .anyMatch(
                step ->
                    step.id() > last.id()
                        && step.is(FollowUpSteps.Kind.LINE)
                        && !step.isTaken()
                        && Objects.equals(step.employeeId(), last.actingId()));
  }

  /**
   * Whom each climb tells, one after the other, until nobody is left above. Whoever had the case as
   * a stand-in has had their time.
   */
  List<List<Rung>> climbs(List<Actors.Actor> above, Optional<Integer> sponsor) {
    List<List<Rung>> climbs = new ArrayList<>();
    List<Rung> climb = new ArrayList<>();
    Set<Integer> knowing = new HashSet<>(told);
    @Nullable Integer last = past;
    int height = level;
    for (Actors.Actor one : above) {
      if (last != null && last == one.employeeId()) {
        continue;
      }
      height++;
      Actors.Actor next = passedOver(one, last);
      Integer acting = next.actingId();
      climb.add(new Rung(FollowUpSteps.Kind.LINE, height, next, acting == null ? null : last));
      if (acting != null) {
        last = acting;
        knowing.add(acting);
        if (height >= SPONSOR_LEVEL && sponsor.filter(knowing::add).isPresent()) {
          climb.add(sponsorKnows(sponsor.get()));
        }
        climbs.add(climb);
        climb = new ArrayList<>();
      }
    }
    if (!climb.isEmpty()) {
      climbs.add(climb);
    }
    return climbs;
  }

  private static Rung sponsorKnows(int sponsor) {
    return new Rung(
        FollowUpSteps.Kind.SPONSOR, SPONSOR_LEVEL, new Actors.Actor(sponsor, sponsor, null), null);
  }

  /** Whoever did not act as the one below does not act as a stand-in of the one above. */
  private static Actors.Actor passedOver(Actors.Actor actor, @Nullable Integer past) {
    return past != null && past.equals(actor.actingId())
        ? new Actors.Actor(actor.employeeId(), null, Actors.Missing.ABSENT)
        : actor;
  }

  private static boolean hasClimbed(FollowUpSteps.Step step, FollowUp followUp, FollowUpTask task) {
    return step.is(FollowUpSteps.Kind.LINE) && isAbout(step, followUp, task);
  }

  private static int level(FollowUp followUp, FollowUpTask task, List<FollowUpSteps.Step> path) {
    return path.stream()
        .filter(step -> isAbout(step, followUp, task))
        .mapToInt(FollowUpSteps.Step::level)
        .max()
        .orElse(0);
  }

  /** A reopened case goes on climbing from where the customer's word has put it. */
  static boolean isAbout(FollowUpSteps.Step step, FollowUp followUp, FollowUpTask task) {
    return step.round() == followUp.round
        && (step.task().equals(task.name())
            || (step.task().equals(FollowUpTask.RECOVER.name())
                && task == FollowUpTask.ACKNOWLEDGE));
  }
}
