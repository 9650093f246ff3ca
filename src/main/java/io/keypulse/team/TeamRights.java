package io.keypulse.team;

import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Viewer;
import io.keypulse.staff.StaffRegister;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;

/**
 * Who may change what of a team. While it has no lead, its last one takes the lead's place, and
 * whoever answers for it counts as above them.
 */
@ApplicationScoped
public class TeamRights {
  @Inject TeamRegister teams;
  @Inject StaffRegister staff;
  @Inject CurrentViewer viewer;

  /** The lead alone; who that is. */
  public int requireLead(int team) {
    Viewer current = viewer.requireToChange();
    Integer employee = current.employeeId();
    if (employee == null || !leads(current, team)) {
      throw Refused.forbidden("Only the team's lead may do this.");
    }
    return employee;
  }

  /** Administrators, the lead, and whoever stands above the lead. */
  public void requireLeadOrAbove(int team) {
    Viewer current = viewer.requireToChange();
    if (current.access() != Viewer.Access.ADMIN
        && !leads(current, team)
        && !standsAbove(current, team)) {
      throw Refused.forbidden("Only the team's lead and those above may do this.");
    }
  }

  /** Administrators, and whoever stands above the leads of all these teams. */
  public void requireAbove(Collection<Integer> teams) {
    Viewer current = viewer.requireToChange();
    if (current.access() != Viewer.Access.ADMIN
        && !teams.stream().allMatch(team -> standsAbove(current, team))) {
      throw Refused.forbidden(
          "Only those who stand above the lead of the account's team, and of its next one, may do this.");
    }
  }

  private boolean leads(Viewer current, int team) {
    Integer employee = current.employeeId();
    return employee != null
        && teams
            .lastLead(team)
            .filter(Memberships.LastLead::leads)
            .map(Memberships.LastLead::employeeId)
            .filter(employee::equals)
            .isPresent();
  }

  private boolean standsAbove(Viewer current, int team) {
    Integer employee = current.employeeId();
    return employee != null
        && (teams
                .lastLead(team)
                .filter(lead -> staff.standsAbove(employee, List.of(lead.employeeId())))
                .isPresent()
            || (!leads(current, team)
                && teams.responsible(team).filter(employee::equals).isPresent()));
  }
}
