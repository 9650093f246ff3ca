package io.keypulse.intake;

import java.util.Map;
import org.hibernate.JDBCException;
import org.hibernate.exception.ConstraintViolationException;

/** Explains to people what the database refused. */
final class Conflicts {
  private record Explanation(String column, String message) {}

  private static final Map<String, Explanation> EXPLANATIONS =
      Map.of(
          "employee_email_unique",
          new Explanation("email", "Another employee has this address."),
          "employee_not_own_manager",
          new Explanation("manager_external_id", "Nobody reports to themselves."),
          "employee_reporting_line_has_no_cycle",
          new Explanation("manager_external_id", "The reporting line would run in a circle."),
          "team_has_one_lead",
          new Explanation(
              "lead", "This team has another lead; take the lead from that member first."),
          "team_member_once_per_function",
          new Explanation(
              "employee_external_id", "This employee serves the team in this function already."),
          "key_decision_no_overlap",
          new Explanation(
              "valid_from", "Another decision about this account holds in part of this time."),
          "key_decision_tier_when_key",
          new Explanation(
              "tier", "DESIGNATE and RENEW need a tier, the other outcomes have none."));

  private Conflicts() {}

  static Rejection explain(JDBCException refused) {
    return refused instanceof ConstraintViolationException violation
        ? explain(violation)
        : new Rejection(
            "",
            Rejection.Code.INVALID,
            "A value of this row cannot be stored: check dates, amounts and characters.");
  }

  private static Rejection explain(ConstraintViolationException violation) {
    Explanation explanation =
        EXPLANATIONS.getOrDefault(
            String.valueOf(violation.getConstraintName()),
            new Explanation(
                "",
                "This contradicts what is there already (" + violation.getConstraintName() + ")."));
    return new Rejection(explanation.column(), Rejection.Code.CONFLICT, explanation.message());
  }
}
