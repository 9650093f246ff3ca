package io.keypulse.intake;

import io.keypulse.platform.ExternalId;
import io.keypulse.staff.StaffRegister;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Those of the employees whom rows name who have left, or said when they will.
 *
 * @param since the first day on which each does not work here any more
 */
record Leavers(Map<ExternalId, LocalDate> since) {
  static Leavers of(StaffRegister staff, Map<ExternalId, Integer> employees) {
    Map<Integer, LocalDate> left = staff.left(employees.values());
    Map<ExternalId, LocalDate> since = new HashMap<>();
    employees.forEach(
        (employee, id) -> {
          LocalDate day = left.get(id);
          if (day != null) {
            since.put(employee, day);
          }
        });
    return new Leavers(since);
  }

  boolean gone(@Nullable ExternalId employee, LocalDate day) {
    LocalDate left = employee == null ? null : since.get(employee);
    return left != null && !left.isAfter(day);
  }

  /** Why somebody cannot be given what begins on that day. */
  Optional<Rejection> refused(String column, @Nullable ExternalId employee, LocalDate begins) {
    LocalDate left = employee == null ? null : since.get(employee);
    return left == null || left.isAfter(begins)
        ? Optional.empty()
        : Optional.of(
            new Rejection(
                column,
                Rejection.Code.CONFLICT,
                "This person does not work here from %s on, and this begins on %s; name somebody who works here then."
                    .formatted(left, begins)));
  }
}
