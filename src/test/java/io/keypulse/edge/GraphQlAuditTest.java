package io.keypulse.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.KeypulseTest;
import io.keypulse.demo.DemoPeople;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Runs the public audit suite of GraphQL over HTTP, {@code src/test/audit}, against the
 * application.
 */
@KeypulseTest
@EnabledIf(
    value = "nodeIsInstalledOrThisIsContinuousIntegration",
    disabledReason = "npm is not installed; continuous integration requires it")
class GraphQlAuditTest {
  private static final Path SUITE = Path.of("src", "test", "audit");
  private static final Path FOLDER = Path.of("target", "audit");

  static boolean nodeIsInstalledOrThisIsContinuousIntegration() {
    return "true".equals(System.getenv("CI"))
        || Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "npm")));
  }

  @Test
  void everyMustAndEveryShouldIsKept() throws Exception {
    Files.createDirectories(FOLDER);
    for (String file : List.of("package.json", "package-lock.json", "audit.mjs")) {
      Files.copy(SUITE.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    String installed = output(0, "npm", "ci", "--no-audit", "--no-fund");
    assertTrue(installed.contains("added"), installed);
    String login =
        Base64.getEncoder().encodeToString(("admin:" + DemoPeople.PASSWORD).getBytes(UTF_8));
    String audit =
        output(
            0,
            "node",
            "audit.mjs",
            "http://localhost:" + RestAssured.port + "/graphql",
            "Basic " + login);
    assertTrue(audit.contains("MUST 13/13"), audit);
    assertTrue(audit.contains("SHOULD 23/23"), audit);
  }

  private static String output(int exitCode, String... command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(exitCode, process.waitFor(), output);
    return output;
  }
}
