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
            "handover",
            "lead",
            "This team has another lead in part of this time: let them hand over, or end their membership first. A file hands over where the former lead's row in it ends (valid_until) on the day on which this one begins."),
        new Invariant(
            "team_member_once_per_function",
            RefusalCode.ALREADY_EXISTS,
            "employeeId",
            "employee_external_id",
            "This employee serves the team in this function already in part of this time: end that first, or this one on the day on which that begins."),
        new Invariant(
            "team_member_begins",
            RefusalCode.INVALID,
            "until",
            "valid_until",
            "Name a day after the first one."),
        new Invariant(
            "team_member_share_percent",
            RefusalCode.INVALID,
            "share",
            "share",
            "Write 1 to 100 percent."),
        new Invariant(
            "team_external_id_unique",
            RefusalCode.ALREADY_EXISTS,
            "externalId",
            "team_external_id",
            "Another team has this external id."),
        new Invariant(
            "executive_sponsor_is_not_the_lead",
            RefusalCode.WRONG_STATE,
            "employeeId",
            "employee_external_id",
            "Somebody would be both lead and executive sponsor of the same account."),
        new Invariant(
            "executive_sponsor_one_at_a_time",
            RefusalCode.WRONG_STATE,
            "since",
            "valid_from",
            "The account has another executive sponsor in part of this time; end that first."),
        new Invariant(
            "executive_meeting_once_a_day",
            RefusalCode.ALREADY_EXISTS,
            "heldOn",
            "held_on",
            "This meeting is recorded already."));
  }
}
