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
            "employee_not_own_manager",
            RefusalCode.INVALID,
            "managerId",
            "manager_external_id",
            "Nobody reports to themselves."),
        new Invariant(
            "employee_reporting_line_has_no_cycle",
            RefusalCode.INVALID,
            "managerId",
            "manager_external_id",
            "The reporting line would run in a circle."));
  }
}
