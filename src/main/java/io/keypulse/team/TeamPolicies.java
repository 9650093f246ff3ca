package io.keypulse.team;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;

/** What is expected of every team; one row. */
@ApplicationScoped
class TeamPolicies {
  @Inject Session session;

  /** Functions are single words, so a comma parts them. */
  record Policy(String functions, int version) {
    List<String> expected() {
      return functions.isEmpty() ? List.of() : Arrays.asList(functions.split(",", -1));
    }
  }

  Policy current() {
    return session
        .createNativeQuery(
            "select array_to_string(functions, ',') as functions, version from team_policy",
            Policy.class)
        .getSingleResult();
  }

  Optional<Policy> set(List<String> functions, int expectedVersion) {
    return session
        .createNativeQuery(
            """
            with changed as (
              update team_policy set functions = cast(:functions as text[]), channel = 'MANUAL'
              where version = :expected returning functions, version)
            select array_to_string(functions, ',') as functions, version from changed
            """,
            Policy.class)
        .setParameter("functions", functions.toArray(String[]::new))
        .setParameter("expected", expectedVersion)
        .uniqueResultOptional();
  }
}
