package io.keypulse.team;

import io.keypulse.platform.Chance;
import io.keypulse.platform.Past;
import io.keypulse.platform.RefusalCode;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Today;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who comes into a team and who goes, by hand. */
@ApplicationScoped
class MemberChanges {
  @Inject Teams teams;
  @Inject HeldMemberships memberships;
  @Inject Chance chance;
  @Inject Today today;

  /** Whoever hands the lead over for some days leads again after them. */
  int assign(
      int team,
      int employee,
      String function,
      TeamMemberAssign input,
      LocalDate since,
      @Nullable LocalDate until) {
    Optional<HeldMemberships.Rest> rest =
        input.handsOver() ? handOver(team, since, until) : Optional.empty();
    memberships
        .later(team, employee, function, since, until)
        .ifPresent(
            day -> {
              throw servesLater(day);
            });
    int id =
        memberships.assign(
            team,
            employee,
            input.as(),
            function,
            input.checkedShare(),
            input.checkedSite(),
            since,
            until,
            input.recordedChannel(),
            chance.key().toString());
    if (until != null) {
      rest.ifPresent(part -> resume(team, part, until, input));
    }
    return id;
  }

  private Optional<HeldMemberships.Rest> handOver(
      int team, LocalDate since, @Nullable LocalDate until) {
    Optional<HeldMemberships.Held> former = leadToEnd(team, since);
    Optional<HeldMemberships.Rest> rest = former.flatMap(one -> memberships.rest(one.id(), until));
    former.ifPresent(one -> end(one, "since", since));
    return rest;
  }

  /**
   * @throws Refused CONFLICT when somebody else has handed over meanwhile
   */
  private Optional<HeldMemberships.Held> leadToEnd(int team, LocalDate since) {
    Optional<HeldMemberships.Held> seen = memberships.lockedLead(team, since);
    teams.holdLead(team);
    Optional<HeldMemberships.Held> lead = memberships.lockedLead(team, since);
    if (!lead.equals(seen)) {
      throw new Refused(
          RefusalCode.CONFLICT,
          "handover",
          "Somebody else has just changed who leads this team; read the team again, and hand over from them where you still want to.");
    }
    return lead;
  }

  private void resume(
      int team, HeldMemberships.Rest part, LocalDate from, TeamMemberAssign instead) {
    memberships.assign(
        team,
        part.employeeId(),
        TeamRole.valueOf(part.role()),
        part.function(),
        part.share(),
        part.site(),
        from,
        part.until(),
        instead.recordedChannel(),
        chance.key().toString());
  }

  /** What they do there and how much; in which function they served on a day that is past stays. */
  void update(HeldMemberships.Held held, TeamMemberUpdate input) {
    @Nullable String function = input.checkedFunction();
    if (function != null
        && !function.equals(held.function())
        && held.since().isBefore(today.get())) {
      throw Refused.invalid(
          "function",
          "They have served as %s since %s, and what has been stays: end this membership, and assign them in the other function from then on."
              .formatted(held.function(), held.since()));
    }
    memberships.update(
        held.id(),
        input.share() != null,
        input.checkedShare(),
        input.site() != null,
        input.checkedSite(),
        function,
        input.recordedChannel());
  }

  /** What would end before it began is taken back, and what has been stays. */
  void end(HeldMemberships.Held held, String field, LocalDate until) {
    Past.keep(field, held.since(), until, today.get());
    memberships.end(held.id(), until);
  }

  private static Refused servesLater(LocalDate day) {
    return new Refused(
        RefusalCode.ALREADY_EXISTS,
        "until",
        "They serve the team in this function from %s on already: name that day or an earlier one, or end that membership first."
            .formatted(day));
  }
}
