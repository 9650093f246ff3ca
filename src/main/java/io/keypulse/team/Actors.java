package io.keypulse.team;

import io.keypulse.platform.Today;
import io.keypulse.staff.StaffRegister;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The door for whoever needs a person that acts for an account: who comes first, who stands in for
 * them, who stands above. Only people who may see the account are named as acting.
 */
@ApplicationScoped
public class Actors {
  @Inject ActorsToday actors;
  @Inject TeamRegister teams;
  @Inject StaffRegister staff;
  @Inject Today today;

  /** Why it is not somebody's turn. */
  public enum Missing {
    /** Away, and nobody stands in who may see the account. */
    ABSENT,
    /** Works here no longer. */
    LEFT,
    /** Does not see the account, or has handed over what it was theirs for. */
    NOT_SERVING
  }

  /**
   * Somebody whose turn it is.
   *
   * @param actingId who acts for them today: themselves while present; nobody where something is
   *     missing
   */
  public record Actor(int employeeId, @Nullable Integer actingId, @Nullable Missing missing) {
    public boolean acts() {
      return actingId != null;
    }
  }

  /**
   * Who has to act, in order of preference: those who had this function in the team that served the
   * account on that day and still serve it, and those of the team of today; the account manager,
   * the deputies; then everybody above the account manager, or above the last one. At least one
   * where anybody works.
   *
   * @param function none where only the account manager is asked
   */
  public List<Actor> responsible(
      int accountId, int teamId, @Nullable String function, LocalDate servedOn) {
    Set<Integer> asked =
        new LinkedHashSet<>(actors.candidates(accountId, teamId, function, servedOn, today.get()));
    Optional<Integer> manager = teams.responsible(teamId);
    if (manager.filter(asked::contains).isEmpty()) {
      teams
          .lastLead(teamId)
          .map(Memberships.LastLead::employeeId)
          .map(staff::above)
          .ifPresent(asked::addAll);
    }
    manager.ifPresent(
        one -> {
          asked.add(one);
          asked.addAll(staff.above(one));
        });
    List<Actor> found = new ArrayList<>(who(teamId, List.copyOf(asked)));
    if (manager.isPresent() && found.stream().allMatch(one -> one.actingId() == null)) {
      found.add(new Actor(manager.get(), manager.get(), null));
    }
    return found;
  }

  /** Somebody who has to act for the accounts of a team. */
  public record Place(int teamId, int employeeId) {}

  /**
   * Everybody above each of these, the own manager first. Where somebody's line does not lead to
   * the top of the account manager's, it goes on with the account manager and those above.
   */
  public List<List<Actor>> above(List<Place> places) {
    Map<Integer, Integer> managers =
        teams.responsible(places.stream().map(Place::teamId).distinct().toList());
    Map<Integer, List<Integer>> lines =
        staff.above(
            Stream.concat(places.stream().map(Place::employeeId), managers.values().stream())
                .distinct()
                .toList());
    List<List<Place>> asked =
        places.stream()
            .map(
                place ->
                    above(place, managers.get(place.teamId()), lines).stream()
                        .map(above -> new Place(place.teamId(), above))
                        .toList())
            .toList();
    Iterator<Actor> found = who(asked.stream().flatMap(List::stream).toList()).iterator();
    return asked.stream().map(way -> way.stream().map(_ -> found.next()).toList()).toList();
  }

  private static Collection<Integer> above(
      Place place, @Nullable Integer manager, Map<Integer, List<Integer>> lines) {
    SequencedSet<Integer> way =
        new LinkedHashSet<>(lines.getOrDefault(place.employeeId(), List.of()));
    List<Integer> ofManager = new ArrayList<>();
    if (manager != null) {
      ofManager.add(manager);
      ofManager.addAll(lines.getOrDefault(manager, List.of()));
    }
    int end = way.isEmpty() ? place.employeeId() : way.getLast();
    if (!ofManager.contains(end)) {
      way.addAll(ofManager);
    }
    return way;
  }

  /** These people, in their order. */
  public List<Actor> who(int teamId, List<Integer> employees) {
    return who(employees.stream().map(one -> new Place(teamId, one)).toList());
  }

  /** For each of these who acts for them today, in their order. */
  public List<Actor> who(List<Place> places) {
    return places.isEmpty() ? List.of() : actors.of(places, today.get());
  }

  /** Who leads this team today, also one who has left or comes yet. */
  public Optional<Integer> lead(int teamId) {
    return teams
        .lastLead(teamId)
        .filter(Memberships.LastLead::appointed)
        .map(Memberships.LastLead::employeeId);
  }

  /** Why this employee cannot act for the accounts of this team at all; nothing where they can. */
  public Optional<Missing> unable(int employeeId, int teamId) {
    return actors.unable(employeeId, teamId);
  }

  /** Whether this employee may see the accounts of this team today. */
  public boolean sees(int employeeId, int teamId) {
    return actors.sees(employeeId, teamId);
  }
}
