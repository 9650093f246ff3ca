package io.keypulse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.keypulse.demo.Replica;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped jar behind a real Keycloak with the realm in src/test/resources/keycloak. */
@EnabledIfSystemProperty(
    named = "keypulse.keycloak",
    matches = ".+",
    disabledReason = "only with -Pkeycloak, which downloads Keycloak")
class KeycloakIT {
  private static final String VIEWER = "{viewer {name access}}";

  private static ProductionWorld world;
  private static Process keycloak;
  private static String realm;
  private static Replica keypulse;

  @BeforeAll
  static void start() throws Exception {
    startKeycloak(Path.of(System.getProperty("keypulse.keycloak")));
    world = new ProductionWorld((_, _) -> {});
    String url = world.newDatabase("keycloak");
    Replica migration = world.migrate(url);
    assertEquals(0, migration.exitCode(), migration.log());
    Map<String, String> settings = world.settings(url);
    settings.put("KEYPULSE_OIDC_URL", realm);
    keypulse = world.launch(settings).awaitListening();
    String staff =
        """
        source,external_id,name,email,position,function
        it,ana,Ana,ana@keypulse.example,Key account manager,SALES
        it,bo,Bo,bo@keypulse.example,Key account manager,SALES
        """;
    HttpResponse<String> imported =
        keypulse.importCsv(token("keypulse-spa", "admin"), "employees", staff);
    assertTrue(imported.body().contains("\"created\":2"), imported.body());
  }

  @AfterAll
  static void stop() throws IOException {
    if (keypulse != null) {
      keypulse.close();
    }
    if (world != null) {
      world.close();
    }
    keycloak.descendants().forEach(ProcessHandle::destroyForcibly);
    keycloak.destroyForcibly();
  }

  @ParameterizedTest
  @CsvSource({"ana,MEMBER", "admin,ADMIN"})
  void whoSignsInAtKeycloakIsWhoTheyAreHere(String login, String access) {
    assertEquals(
        access, keypulse.ask(token("keypulse-spa", login), VIEWER).at("/viewer/access").asText());
  }

  @ParameterizedTest
  @CsvSource({"unverified", "stranger"})
  void whoIsNotVerifiedOrDoesNotWorkHereSeesNothing(String login) {
    assertEquals(403, keypulse.postGraphQl(token("keypulse-spa", login), VIEWER).statusCode());
  }

  @Test
  void aTokenForAnotherApplicationIsRefused() {
    assertEquals(401, keypulse.postGraphQl(token("something-else", "ana"), VIEWER).statusCode());
  }

  private static void startKeycloak(Path home) throws Exception {
    Path data = Files.createDirectories(home.resolve("data").resolve("import"));
    Files.copy(
        Path.of("src", "test", "resources", "keycloak", "keypulse-realm.json"),
        data.resolve("keypulse-realm.json"),
        StandardCopyOption.REPLACE_EXISTING);
    int port = freePort();
    realm = "http://localhost:%d/realms/keypulse".formatted(port);
    ProcessBuilder builder =
        new ProcessBuilder(
            "sh",
            home.resolve("bin").resolve("kc.sh").toString(),
            "start-dev",
            "--import-realm",
            "--http-port=" + port,
            "--http-management-port=" + freePort());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Path log = home.resolve("keycloak.log");
    keycloak = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    while (!isThere()) {
      assertTrue(keycloak.isAlive(), () -> "Keycloak did not start, see " + log);
      Thread.sleep(500);
    }
  }

  private static boolean isThere() throws InterruptedException {
    try {
      return get(HttpRequest.newBuilder(URI.create(realm))).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Signs this person in with the grant that needs no browser. */
  private static String token(String client, String login) {
    try {
      String form =
          "grant_type=password&scope=openid&client_id=%s&username=%s&password=secret"
              .formatted(client, login);
      HttpResponse<String> response =
          get(
              HttpRequest.newBuilder(URI.create(realm + "/protocol/openid-connect/token"))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(HttpRequest.BodyPublishers.ofString(form)));
      return Objects.requireNonNull(
          new ObjectMapper().readTree(response.body()).path("access_token").textValue(),
          response::body);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  private static HttpResponse<String> get(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
