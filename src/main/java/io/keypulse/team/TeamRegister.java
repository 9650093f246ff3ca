package io.keypulse.team;

import io.keypulse.platform.Change;
import io.keypulse.platform.ExternalId;
import io.keypulse.platform.Today;
import io.keypulse.staff.StaffRegister;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The door of the team room: who serves an account and who answers for it. */
@ApplicationScoped
public class TeamRegister {
  /** The team of accounts that nobody serves yet. */
  public static final int UNASSIGNED = Team.UNASSIGNED;

  @Inject Teams teams;
  @Inject Memberships memberships;
  @Inject AccountTeams accountTeams;
  @Inject StaffRegister staff;
  @Inject Today today;

  /** Days, share and site that are left open stay as they are; a new member begins today. */
  public record MemberRow(
      ExternalId id,
      int teamId,
      int employeeId,
      String function,
      TeamRole role,
      @Nullable Integer share,
      @Nullable String site,
      @Nullable LocalDate since,
      @Nullable LocalDate until) {}

  /**
   * The ids of these teams; one that does not exist yet comes into being, named by its external id.
   */
  public Map<ExternalId, Integer> ids(List<ExternalId> asked) {
    Map<ExternalId, Integer> ids = new HashMap<>();
    for (Teams.Known known : teams.known(asked)) {
      ids.put(new ExternalId(known.source(), known.externalId()), known.id());
    }
    return ids;
  }

  public boolean exists(int teamId) {
    return teams.findByIdOptional(teamId).isPresent();
  }

  public List<Change> putMembers(List<MemberRow> rows) {
    return Change.of(rows.stream().map(MemberRow::id).toList(), memberships.put(rows));
  }

  /** Those of these accounts that nobody leads today, and since when. */
  public Map<Integer, AccountTeamApi.Vacancy> vacancies(Collection<Integer> accounts) {
    Map<Integer, AccountTeamApi.Vacancy> found = new HashMap<>();
    for (AccountTeams.Vacancy one : accountTeams.vacancies(accounts, today.get())) {
      found.put(one.accountId(), AccountTeamApi.Vacancy.of(one.since(), today.get()));
    }
    return found;
  }

  /**
   * Who has to act for the accounts of a team: its lead, else the nearest manager above its
   * members, else the top of the reporting line. Nobody only where nobody works.
   */
  public Optional<Integer> responsible(int teamId) {
    return teams.responsible(teamId, today.get()).or(staff::topOfLine);
  }
}
