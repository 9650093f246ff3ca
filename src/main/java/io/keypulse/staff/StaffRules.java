package io.keypulse.staff;

import io.keypulse.platform.Invariant;
import io.keypulse.platform.RefusalCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What the database keeps true about employees. */
@ApplicationScoped
class StaffRules implements Invariant.Of {
  @Override
  public List<Invariant> invariants() {
    return List.of(
        new Invariant(
            "employee_external_id_unique",
            RefusalCode.ALREADY_EXISTS,
            "externalId",
            "external_id",
            "Another employee has this external id."),
        new Invariant(
            "employee_email_unique",
            RefusalCode.ALREADY_EXISTS,
            "email",
            "email",
            "Another employee has this address."),
        new Invariant(
            "employee_leaves_after_joining",
            RefusalCode.INVALID,
            "leftOn",
            "left_on",
            "Name a day after the first one of the employment."),
        new Invariant(
            "reporting_line_not_to_oneself",
            RefusalCode.INVALID,
            "managerId",
            "manager_external_id",
            "Nobody reports to themselves."),
        new Invariant(
            "reporting_line_has_no_cycle",
            RefusalCode.INVALID,
            "managerId",
            "manager_external_id",
            "The reporting line would run in a circle."),
        new Invariant(
            "reporting_line_one_manager_at_a_time",
            RefusalCode.WRONG_STATE,
            "since",
            "valid_from",
            "Somebody has changed this line meanwhile; read it again."),
        new Invariant(
            "employee_deputy_not_oneself",
            RefusalCode.INVALID,
            "deputyId",
            "deputy_external_id",
            "Nobody is their own deputy."),
        new Invariant(
            "employee_deputy_once_at_a_time",
            RefusalCode.ALREADY_EXISTS,
            "deputyId",
            "deputy_external_id",
            "They are deputy in part of this time already."),
        new Invariant(
            "employee_absence_once_at_a_time",
            RefusalCode.ALREADY_EXISTS,
            "since",
            "valid_from",
            "An absence is recorded for part of this time already."));
  }
}
