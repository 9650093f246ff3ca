package io.keypulse.team;

import io.keypulse.platform.Change;
import io.keypulse.platform.ExternalId;
import io.keypulse.platform.Today;
import io.keypulse.staff.StaffRegister;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The door of the team room: who serves an account and who answers for it. */
@ApplicationScoped
public class TeamRegister {
  /** The team of accounts that nobody serves yet. */
  public static final int UNASSIGNED = Team.UNASSIGNED;

  @Inject Teams teams;
  @Inject StaffRegister staff;
  @Inject Today today;

  public record MemberRow(
      ExternalId id, int teamId, int employeeId, String function, boolean lead) {}

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
    return Change.of(rows.stream().map(MemberRow::id).toList(), teams.putMembers(rows));
  }

  /**
   * Who has to act for the accounts of a team: its lead, else the nearest manager above its
   * members, else the top of the reporting line. Nobody only where nobody works.
   */
  public Optional<Integer> responsible(int teamId) {
    return teams.responsible(teamId, today.get()).or(staff::topOfLine);
  }
}
