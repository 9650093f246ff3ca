package io.keypulse.team;

import io.keypulse.platform.Invariant;
import io.keypulse.platform.RefusalCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What the database keeps true about teams. */
@ApplicationScoped
class TeamRules implements Invariant.Of {
  @Override
  public List<Invariant> invariants() {
    return List.of(
        new Invariant(
            "team_has_one_lead",
            RefusalCode.WRONG_STATE,
            "lead",
            "lead",
            "This team has another lead; take the lead from that member first."),
        new Invariant(
            "team_member_once_per_function",
            RefusalCode.ALREADY_EXISTS,
            "employeeId",
            "employee_external_id",
            "This employee serves the team in this function already."));
  }
}
