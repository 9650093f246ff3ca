package io.keypulse.audit;

import io.keypulse.platform.GlobalId;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Columns that hold the number of an object, and the type of that object in the API. */
final class References {
  private static final Map<String, String> TYPES =
      Stream.of(
              to("Account", "account_id", "other_id", "merged_into_id"),
              to("Contact", "contact_id", "reports_to_id"),
              to(
                  "Employee",
                  "employee_id",
                  "manager_id",
                  "deputy_id",
                  "owner_id",
                  "turn_id",
                  "returns_to_id",
                  "held_by",
                  "guessed_by",
                  "acknowledged_by",
                  "decided_by_id",
                  "approved_by_id",
                  "resolved_by"),
              to("Team", "team_id", "other_team_id"),
              to("ExecutiveSponsor", "sponsor_id"),
              to("FollowUpCause", "cause_id"),
              to("KeyDecision", "supersedes_id"),
              to("Questionnaire", "questionnaire_id"),
              to("Wave", "wave_id"))
          .flatMap(types -> types.entrySet().stream())
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private References() {}

  /** An id where the column holds one, else the value itself. */
  static String shown(String column, String value) {
    String type = TYPES.get(column);
    return type == null ? value : GlobalId.of(type, Long.parseLong(value));
  }

  private static Map<String, String> to(String type, String... columns) {
    return Arrays.stream(columns).collect(Collectors.toMap(column -> column, column -> type));
  }
}
