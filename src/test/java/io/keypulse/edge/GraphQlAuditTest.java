package io.keypulse.edge;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.KeypulseTest;
import io.keypulse.Npm;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Runs the public audit suite of GraphQL over HTTP, {@code src/test/audit}, against the
 * application.
 */
@KeypulseTest
@EnabledIf(
    value = "io.keypulse.Npm#isInstalledOrThisIsContinuousIntegration",
    disabledReason = "npm is not installed; continuous integration requires it")
class GraphQlAuditTest {
  @Test
  void everyMustAndEveryShouldIsKept() throws Exception {
    String audit =
        Npm.installed("audit")
            .output(
                "node",
                "audit.mjs",
                "http://localhost:" + RestAssured.port + "/graphql",
                Client.as("admin").authorization());
    assertTrue(audit.contains("MUST 13/13"), audit);
    assertTrue(audit.contains("SHOULD 23/23"), audit);
  }
}
