package io.keypulse.bench;

import java.util.List;

/**
 * One transaction as an application role sends it again and again. {@code :id} in a statement is a
 * number that no two transactions share.
 */
record SqlScript(String role, String viewer, long firstId, List<String> statements) {
  /** What a session of this role is opened with. */
  String sessionOptions() {
    return "-c role=%s -c keypulse.viewer=%s".formatted(role, viewer);
  }
}
