package io.keypulse;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.keypulse.ScriptedSmtp.Fault;
import io.keypulse.ScriptedSmtp.Point;
import io.keypulse.demo.Replica;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Two processes of the shipped jar, and a mail server, a database and a machine that misbehave:
 * nobody is lost, nobody is mailed twice but where nobody can know, and the books add up. With
 * {@code -Pfaults} there are more people and the faults last longer.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultsIT {
  private static final boolean AT_LENGTH = Boolean.getBoolean("keypulse.faults");
  private static final int PEOPLE = AT_LENGTH ? 1_000 : 300;
  private static final int KILLS = AT_LENGTH ? 20 : 3;
  private static final Duration DOWN = Duration.ofSeconds(AT_LENGTH ? 120 : 8);
  private static final Duration BETWEEN_CUTS = Duration.ofSeconds(AT_LENGTH ? 3 : 1);
  private static final int CONNECTIONS = 4;
  private static final int MAILS_BETWEEN_KILLS = 20;
  private static final List<Point> STAGES = List.of(Point.values());
  private static final Duration LEASE = Duration.ofSeconds(6);
  private static final Duration PATIENCE = Duration.ofSeconds(AT_LENGTH ? 400 : 100);

  private final MailRecord record = new MailRecord();
  private ProductionWorld world;
  private ScriptedSmtp mailServer;
  private String url;
  private Replica left;
  private Replica right;
  private String admin;

  @BeforeAll
  void prepare() throws Exception {
    mailServer = new ScriptedSmtp(record);
    world = new ProductionWorld((to, source) -> {});
    url = world.newDatabase("faults");
    Replica migration = world.migrate(url);
    assertEquals(0, migration.exitCode(), migration.log());
    admin = world.provider.token("admin@keypulse.example", "keypulse-admin");
    left = launch("left", url);
    right = launch("right", url);
    left.awaitListening();
    right.awaitListening();
    fill();
  }

  @BeforeEach
  void allIsWell() {
    record.clear();
  }

  @AfterAll
  void stopAll() throws IOException {
    for (Replica replica : List.of(left, right)) {
      if (replica.isRunning()) {
        replica.kill();
      }
    }
    mailServer.close();
    world.close();
  }

  @Test
  @Order(1)
  void aFifthOfTheConnectionsBreaksWithinTheMailAndSomeHang() throws Exception {
    record.failAtFirst(
        person ->
            person % 5 == 0
                ? new Fault(Point.BODY, ScriptedSmtp.HANG_UP)
                : person % 20 == 1 ? new Fault(Point.RECIPIENT, ScriptedSmtp.FALL_SILENT) : null);
    JsonNode books = held("Broken");
    assertEquals(PEOPLE, books.get("sent").asInt(), books.toString());
    assertEquals(PEOPLE, record.size());
    assertEquals(PEOPLE, record.people().size());
  }

  @Test
  @Order(2)
  void aTenthOfTheMailsIsTakenAndNeverAcknowledged() throws Exception {
    record.failAtFirst(
        person -> person % 10 == 0 ? new Fault(Point.END, ScriptedSmtp.HANG_UP) : null);
    JsonNode books = held("Unknown");
    assertEquals(PEOPLE, books.get("sent").asInt(), books.toString());
    assertEquals(PEOPLE, record.people().size());
    assertEquals(PEOPLE, record.messages(), "a repeated mail is the same mail");
    assertEquals(PEOPLE + PEOPLE / 10, record.size(), "once more each, and nobody else");
  }

  @Test
  @Order(3)
  void aProcessThatStandsStillForThreeLeasesDoublesNothing() throws Exception {
    record.take(Duration.ofMillis(40));
    program("Frozen");
    makeDue("Frozen");
    await(() -> record.size() >= 40);
    left.freeze();
    try {
      await(() -> record.size() >= PEOPLE - 2 * CONNECTIONS);
      LockSupport.parkNanos(LEASE.multipliedBy(3).toNanos());
    } finally {
      left.goOn();
    }
    JsonNode books = awaitDone("Frozen");
    assertEquals(PEOPLE, books.get("sent").asInt(), books.toString());
    assertEquals(PEOPLE, record.people().size());
    assertEquals(PEOPLE, record.messages());
    assertTrue(record.size() <= PEOPLE + CONNECTIONS, record.size() + " mails");
  }

  /** Wherever in its mails: the kills follow the stages of a mail, a few mails after its start. */
  @Test
  @Order(4)
  void aProcessIsKilledAgainAndAgain() throws Exception {
    record.take(Duration.ofMillis(40));
    program("Killed");
    List<Instant> kills = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      Point at = STAGES.get(kill % STAGES.size());
      record.setTrap("left", 4 + 3 * kill % 11, at, left::kill, MAILS_BETWEEN_KILLS);
      if (kill == 0) {
        makeDue("Killed");
      }
      await(() -> !left.isRunning());
      kills.add(Instant.now());
      assertTrue(record.people().size() < PEOPLE * 9 / 10, "the wave was over");
      left = launch("left", url).awaitListening();
    }
    record.removeTrap();
    JsonNode books = awaitDone("Killed");
    Set<Integer> doubtedTwice = failed("Killed");
    assertEquals(PEOPLE - doubtedTwice.size(), books.get("sent").asInt(), books.toString());
    Set<Integer> known = new HashSet<>(record.people());
    known.addAll(doubtedTwice);
    assertEquals(PEOPLE, known.size(), "somebody was lost and the books do not say so");
    record.nobodyGotMoreThanOneMore();
    record.onlyTheDoubtfulGotItAgain("left", kills, LEASE);
    assertTrue(record.repeated().size() <= KILLS * CONNECTIONS, record.repeated().toString());
    assertTrue(doubtedTwice.size() < KILLS, doubtedTwice + " were under way at two kills");
  }

  @Test
  @Order(5)
  void bothProcessesAreKilledAtOnce() throws Exception {
    record.take(Duration.ofMillis(40));
    program("Dark");
    makeDue("Dark");
    await(() -> record.size() >= 60);
    left.kill();
    right.kill();
    left = launch("left", url);
    right = launch("right", url);
    left.awaitListening();
    right.awaitListening();
    JsonNode books = awaitDone("Dark");
    assertEquals(PEOPLE, books.get("sent").asInt(), books.toString());
    assertEquals(PEOPLE, record.people().size(), "somebody was lost");
    assertTrue(record.size() <= PEOPLE + 2 * CONNECTIONS, record.size() + " mails");
    record.nobodyGotMoreThanOneMore();
  }

  @Test
  @Order(6)
  void theMailServerIsDown() throws Exception {
    record.take(Duration.ofMillis(20));
    program("Down");
    makeDue("Down");
    await(() -> record.size() >= 50);
    mailServer.close();
    int before = record.size();
    LockSupport.parkNanos(DOWN.toNanos());
    assertTrue(record.size() <= before + 2 * CONNECTIONS, "it is down");
    mailServer.comeBack();
    JsonNode books = awaitDone("Down");
    assertEquals(PEOPLE, books.get("sent").asInt(), books.toString());
    assertEquals(PEOPLE, record.people().size(), "somebody was lost");
    assertTrue(record.size() <= PEOPLE + 2 * CONNECTIONS, record.size() + " mails");
    record.nobodyGotMoreThanOneMore();
  }

  @Test
  @Order(7)
  void theDatabaseHangsUpAgainAndAgain() throws Exception {
    record.take(Duration.ofMillis(AT_LENGTH ? 250 : 150));
    program("Cut");
    makeDue("Cut");
    await(() -> record.size() >= 20);
    int cuts = 0;
    while (record.people().size() < PEOPLE * 9 / 10) {
      world.asAdministrator(
          url,
          "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'keypulse_app'"
              + " and datname = current_database()");
      cuts++;
      assertTrue(cuts < 60, () -> "it gets nowhere: " + record.size());
      LockSupport.parkNanos(BETWEEN_CUTS.toNanos());
    }
    assertTrue(cuts >= 3, cuts + " cuts");
    JsonNode books = awaitDone("Cut");
    assertEquals(PEOPLE, books.get("sent").asInt(), books.toString());
    assertEquals(PEOPLE, record.people().size(), "somebody was lost");
    assertEquals(PEOPLE, record.messages());
    assertTrue(record.size() <= PEOPLE + cuts * 2 * CONNECTIONS, record.size() + " mails");
    record.nobodyGotMoreThanOneMore();
  }

  @Test
  @Order(8)
  void repliesToCommitsAreLost() throws Exception {
    try (ForgetfulDatabase forgetful = new ForgetfulDatabase(url)) {
      left.kill();
      left = launch("left", forgetful.url()).awaitListening();
      forgetful.forgetEach(13);
      JsonNode books = held("Forgotten");
      assertTrue(forgetful.forgotten() > 0, "nothing was lost");
      assertEquals(PEOPLE, books.get("sent").asInt(), books.toString());
      assertEquals(PEOPLE, record.people().size(), "somebody was lost");
      assertEquals(PEOPLE, record.messages());
      record.nobodyGotMoreThanOneMore();
      forgetful.forgetEach(2);
      for (MailRecord.Taken mail : record.mails().stream().limit(20).toList()) {
        for (int attempt = 0; attempt < 5; attempt++) {
          left.postForm(mail.answerPath(), "overall=5");
        }
      }
      forgetful.forgetEach(Integer.MAX_VALUE);
      for (MailRecord.Taken mail : record.mails().stream().limit(20).toList()) {
        assertEquals(200, left.postForm(mail.answerPath(), "overall=5").statusCode());
        assertEquals(409, left.postForm(mail.answerPath(), "overall=4").statusCode());
      }
      assertEquals(
          "20",
          world.value(url, "select count(*) from keypulse.answer where " + inWave("Forgotten")));
      left.kill();
    }
    left = launch("left", url).awaitListening();
  }

  @Test
  @Order(9)
  void twentyAnswersAtOnceOverTwoProcessesAreOne() throws Exception {
    held("Crowded");
    String path = record.mails().stream().findFirst().orElseThrow().answerPath();
    try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> codes =
          IntStream.range(0, 20)
              .mapToObj(
                  one ->
                      crowd.submit(
                          () ->
                              (one % 2 == 0 ? left : right)
                                  .postForm(path, "overall=5")
                                  .statusCode()))
              .toList();
      for (Future<Integer> code : codes) {
        assertEquals(200, code.get());
      }
    }
    assertEquals(
        "1", world.value(url, "select count(*) from keypulse.answer where " + inWave("Crowded")));
  }

  @Test
  @Order(10)
  void clocksAreFiveMinutesApart() throws Exception {
    left.kill();
    left =
        launch(
                "left",
                url,
                Map.of("KEYPULSE_CLOCK", Instant.now().plus(Duration.ofMinutes(5)).toString()))
            .awaitListening();
    record.take(Duration.ofMillis(20));
    JsonNode books = held("Apart");
    assertEquals(PEOPLE, books.get("sent").asInt(), books.toString());
    assertEquals(PEOPLE, record.people().size(), "somebody was lost");
    assertEquals(PEOPLE, record.messages());
    record.nobodyGotMoreThanOneMore();
    left.kill();
    left = launch("left", url).awaitListening();
  }

  @Test
  @Order(20)
  void aThirdIsRefusedForNowAndSomeForGood() throws Exception {
    record.failAtFirst(
        person ->
            person % 20 == 0
                ? new Fault(Point.RECIPIENT, "550 5.1.1 no such user")
                : person % 10 < 4 ? new Fault(Point.RECIPIENT, "451 4.7.1 greylisted") : null);
    JsonNode books = held("Refused");
    assertEquals(PEOPLE - PEOPLE / 20, books.get("sent").asInt(), books.toString());
    assertEquals(PEOPLE / 20, books.get("failed").asInt(), books.toString());
    assertEquals(PEOPLE - PEOPLE / 20, record.size());
    assertEquals(PEOPLE - PEOPLE / 20, record.people().size());
    assertEquals(
        Integer.toString(PEOPLE / 20),
        world.value(url, "select count(*) from keypulse.refused_address"));
  }

  private JsonNode held(String program) throws Exception {
    program(program);
    makeDue(program);
    return awaitDone(program);
  }

  private JsonNode awaitDone(String program) {
    AtomicReference<JsonNode> done = new AtomicReference<>();
    await(
        () -> {
          JsonNode books = booksUnlessCut(program);
          done.set(books);
          return books != null
              && books.get("planned").asInt() == PEOPLE
              && books.get("due").asInt() == 0;
        });
    assertTrue(done.get().get("balanced").asBoolean(), done::toString);
    return done.get();
  }

  /** Whom the books say nobody knows anything of: unknown twice. */
  private Set<Integer> failed(String program) throws SQLException {
    String people =
        world.value(
            url,
            """
            select coalesce(string_agg(c.name, ','), '') from keypulse.mail m join keypulse.contact c on c.id = m.contact_id
            where m.state = 'FAILED' and m.reason like 'UNKNOWN%' and m."""
                + inWave(program));
    return Stream.of(people.split(",", -1))
        .filter(name -> !name.isEmpty())
        .map(name -> Integer.parseInt(name.replace("Person ", "")))
        .collect(toSet());
  }

  private static String inWave(String program) {
    return """
        wave_id = (select w.id from keypulse.wave w join keypulse.survey_program p on p.id = w.program_id
          where p.name = '%s')
        """
        .formatted(program);
  }

  private Replica launch(String side, String database) throws IOException {
    return launch(side, database, Map.of());
  }

  private Replica launch(String side, String database, Map<String, String> further)
      throws IOException {
    Map<String, String> settings = new HashMap<>(world.settings(database));
    settings.putAll(further);
    settings.put("KEYPULSE_MAIL_BOUNCES", side + "@keypulse.example");
    settings.put("KEYPULSE_SMTP_PORT", Integer.toString(mailServer.port()));
    settings.put("KEYPULSE_SMTP_TIMEOUT", "1s");
    settings.put("KEYPULSE_ANSWERS_PER_MINUTE", "100000");
    settings.put("KEYPULSE_WAVE_TICK", "1s");
    settings.put("KEYPULSE_DISPATCH_TICK", "1s");
    settings.put("KEYPULSE_DISPATCH_LEASE", LEASE.toSeconds() + "s");
    settings.put("KEYPULSE_DISPATCH_RETRIES", "1s");
    settings.put("KEYPULSE_DISPATCH_UNKNOWN_PAUSE", "1s");
    settings.put("KEYPULSE_DISPATCH_HANGING_PAUSE", "1s");
    settings.put("KEYPULSE_DISPATCH_BATCH", "20");
    settings.put("KEYPULSE_DISPATCH_CONNECTIONS", Integer.toString(CONNECTIONS));
    settings.put("KEYPULSE_DISPATCH_DOMAIN_CONNECTIONS", "0");
    settings.put("KEYPULSE_DISPATCH_DOMAIN_RATE", "0");
    settings.put("KEYPULSE_DISPATCH_OWN_DOMAIN_PAUSE", "0s");
    settings.put("KEYPULSE_DISPATCH_RATE", "0");
    return world.launch(settings);
  }

  private void fill() {
    imported(
        "accounts",
        "source,external_id,name,country,segment\n",
        "it,%1$d,Company %1$d,GB,Food\n",
        PEOPLE / 10);
    imported(
        "contacts",
        "source,external_id,account_external_id,name,email,role,language\n",
        "it,%1$d,%2$d,Person %1$d,person%1$d@customer%2$d.example,USER,en\n",
        PEOPLE);
    imported(
        "key-decisions",
        "source,external_id,account_external_id,outcome,tier,valid_from,valid_until,decided_by,rationale\n",
        "it,%1$d,%1$d,DESIGNATE,A,2020-01-01,2120-01-01,Board,Large\n",
        PEOPLE / 10);
  }

  private void imported(String kind, String header, String row, int rows) {
    String csv =
        IntStream.range(0, rows)
            .mapToObj(number -> row.formatted(number, number / 10))
            .collect(joining("", header, ""));
    String answer = right.importCsv(admin, kind, csv).body();
    assertTrue(answer.contains("\"created\":" + rows), answer);
  }

  private void program(String name) {
    (right.isRunning() ? right : left)
        .ask(
            admin,
            """
            mutation create($name: String!) {
              surveyProgramCreate(input: {name: $name, objective: "Faults", cron: "0 0 29 2 *",
                timeZone: "UTC", sampleSize: 10000, daysToAnswer: 10,
                sampling: {quarantineDays: 0, accountMailsPerWeek: 0}}) {id}
            }
            """,
            Map.of("name", name));
  }

  private void makeDue(String program) throws Exception {
    world.asAdministrator(
        url,
        "set search_path = keypulse, public; update survey_program set next_at = now() where name = '%s'"
            .formatted(program));
  }

  /**
   * Nothing where the connection was cut with which the question was answered, or its asker signed
   * in.
   */
  private @Nullable JsonNode booksUnlessCut(String program) {
    try {
      return books(program);
    } catch (UncheckedIOException noAnswer) {
      return null;
    } catch (IllegalStateException refused) {
      if (String.valueOf(refused.getMessage()).startsWith("503 ")) {
        return null;
      }
      throw refused;
    }
  }

  private @Nullable JsonNode books(String program) {
    for (JsonNode wave :
        right
            .ask(
                admin,
                "{waves {nodes {program {name} books {planned due sent failed skipped balanced}}}}")
            .at("/waves/nodes")) {
      if (wave.at("/program/name").asText().equals(program)) {
        return wave.get("books");
      }
    }
    return null;
  }

  private void await(BooleanSupplier condition) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertTrue(Instant.now().isBefore(end), () -> "not in time, mails: " + record.size());
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }
}
