package io.keypulse.staff;

import java.time.Instant;

/** Somebody works here no longer, or not yet, from this change on. */
public record EmployeeLeft(int employeeId, Instant at) {}
