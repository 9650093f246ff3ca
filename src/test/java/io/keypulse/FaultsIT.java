package io.keypulse;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.keypulse.ScriptedSmtp.Fault;
import io.keypulse.ScriptedSmtp.Point;
import io.keypulse.demo.Replica;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
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
  private static final Duration LEASE = Duration.ofSeconds(6);
  private static final Duration PATIENCE = Duration.ofSeconds(AT_LENGTH ? 400 : 100);

  private static final Pattern ANSWER = Pattern.compile("/s/[A-Za-z0-9_-]{43}");

  private final Queue<Taken> taken = new ConcurrentLinkedQueue<>();
  private final Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();
  private volatile IntFunction<@Nullable Fault> atFirst = person -> null;
  private volatile long nanosPerMail;

  private ProductionWorld world;
  private ScriptedSmtp mailServer;
  private String url;
  private Replica left;
  private Replica right;
  private String admin;

  private record Taken(String to, String messageId, String answerPath) {}

  @BeforeAll
  void prepare() throws Exception {
    mailServer = new ScriptedSmtp(new Misbehaviour());
    world = new ProductionWorld((to, source) -> {});
    url = world.newDatabase("faults");
    Replica migration = world.migrate(url);
    assertEquals(0, migration.exitCode(), migration.log());
    admin = world.provider.token("admin@keypulse.example", "keypulse-admin");
    left = launch(url);
    right = launch(url);
    left.awaitListening();
    right.awaitListening();
    fill();
  }

  @BeforeEach
  void allIsWell() {
    taken.clear();
    attempts.clear();
    atFirst = person -> null;
    nanosPerMail = 0;
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
    atFirst =
        person ->
            person % 5 == 0
                ? new Fault(Point.BODY, ScriptedSmtp.HANG_UP)
                : person % 20 == 1 ? new Fault(Point.RECIPIENT, ScriptedSmtp.FALL_SILENT) : null;
    JsonNode books = held("Broken");
    assertEquals(PEOPLE, books.get("sent").asInt(), books.toString());
    assertEquals(PEOPLE, taken.size());
    assertEquals(PEOPLE, people());
  }

  @Test
  @Order(2)
  void aTenthOfTheMailsIsTakenAndNeverAcknowledged() throws Exception {
    atFirst = person -> person % 10 == 0 ? new Fault(Point.END, ScriptedSmtp.HANG_UP) : null;
    JsonNode books = held("Unknown");
    assertEquals(PEOPLE, books.get("sent").asInt(), books.toString());
    assertEquals(PEOPLE, people());
    assertEquals(PEOPLE, messages(), "a repeated mail is the same mail");
    assertEquals(PEOPLE + PEOPLE / 10, taken.size(), "once more each, and nobody else");
  }

  @Test
  @Order(3)
  void aProcessThatStandsStillForLongerThanItsLeaseDoublesNothing() throws Exception {
    nanosPerMail = TimeUnit.MILLISECONDS.toNanos(40);
    program("Frozen");
    makeDue("Frozen");
    await(() -> taken.size() >= 40);
    left.freeze();
    try {
      await(() -> taken.size() >= PEOPLE - 2 * CONNECTIONS);
      LockSupport.parkNanos(LEASE.plusSeconds(2).toNanos());
    } finally {
      left.goOn();
    }
    JsonNode books = awaitDone("Frozen");
    assertEquals(PEOPLE, books.get("sent").asInt(), books.toString());
    assertEquals(PEOPLE, people());
    assertEquals(PEOPLE, messages());
    assertTrue(taken.size() <= PEOPLE + CONNECTIONS, taken.size() + " mails");
  }

  @Test
  @Order(4)
  void aProcessIsKilledAgainAndAgain() throws Exception {
    nanosPerMail = TimeUnit.MILLISECONDS.toNanos(AT_LENGTH ? 600 : 60);
    program("Killed");
    makeDue("Killed");
    for (int kill = 1; kill <= KILLS; kill++) {
      int before = Math.min(kill * 40, PEOPLE - 2 * CONNECTIONS);
      await(() -> taken.size() >= before);
      left.kill();
      left = launch(url).awaitListening();
    }
    JsonNode books = awaitDone("Killed");
    assertEquals(PEOPLE, books.get("sent").asInt(), books.toString());
    assertEquals(PEOPLE, people(), "somebody was lost");
    assertEquals(PEOPLE, messages());
    assertTrue(taken.size() <= PEOPLE + KILLS * CONNECTIONS, taken.size() + " mails");
    nobodyGotMoreThanOneMore();
  }

  @Test
  @Order(5)
  void bothProcessesAreKilledAtOnce() throws Exception {
    nanosPerMail = TimeUnit.MILLISECONDS.toNanos(40);
    program("Dark");
    makeDue("Dark");
    await(() -> taken.size() >= 60);
    left.kill();
    right.kill();
    left = launch(url);
    right = launch(url);
    left.awaitListening();
    right.awaitListening();
    JsonNode books = awaitDone("Dark");
    assertEquals(PEOPLE, books.get("sent").asInt(), books.toString());
    assertEquals(PEOPLE, people(), "somebody was lost");
    assertTrue(taken.size() <= PEOPLE + 2 * CONNECTIONS, taken.size() + " mails");
    nobodyGotMoreThanOneMore();
  }

  @Test
  @Order(6)
  void theMailServerIsDown() throws Exception {
    nanosPerMail = TimeUnit.MILLISECONDS.toNanos(20);
    program("Down");
    makeDue("Down");
    await(() -> taken.size() >= 50);
    mailServer.close();
    int before = taken.size();
    LockSupport.parkNanos(DOWN.toNanos());
    assertTrue(taken.size() <= before + 2 * CONNECTIONS, "it is down");
    mailServer.comeBack();
    JsonNode books = awaitDone("Down");
    assertEquals(PEOPLE, books.get("sent").asInt(), books.toString());
    assertEquals(PEOPLE, people(), "somebody was lost");
    assertTrue(taken.size() <= PEOPLE + 2 * CONNECTIONS, taken.size() + " mails");
    nobodyGotMoreThanOneMore();
  }

  @Test
  @Order(7)
  void theDatabaseHangsUpAgainAndAgain() throws Exception {
    nanosPerMail = TimeUnit.MILLISECONDS.toNanos(AT_LENGTH ? 250 : 150);
    program("Cut");
    makeDue("Cut");
    await(() -> taken.size() >= 20);
    int cuts = 0;
    while (people() < PEOPLE * 9 / 10) {
      world.asAdministrator(
          url,
          "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'keypulse_app'"
              + " and datname = current_database()");
      cuts++;
      assertTrue(cuts < 60, () -> "it gets nowhere: " + taken.size());
      LockSupport.parkNanos(BETWEEN_CUTS.toNanos());
    }
    assertTrue(cuts >= 3, cuts + " cuts");
    JsonNode books = awaitDone("Cut");
    assertEquals(PEOPLE, books.get("sent").asInt(), books.toString());
    assertEquals(PEOPLE, people(), "somebody was lost");
    assertEquals(PEOPLE, messages());
    assertTrue(taken.size() <= PEOPLE + cuts * 2 * CONNECTIONS, taken.size() + " mails");
    nobodyGotMoreThanOneMore();
  }

  @Test
  @Order(8)
  void repliesToCommitsAreLost() throws Exception {
    try (ForgetfulDatabase forgetful = new ForgetfulDatabase(url)) {
      left.kill();
      left = launch(forgetful.url()).awaitListening();
      forgetful.forgetEach(13);
      JsonNode books = held("Forgotten");
      assertTrue(forgetful.forgotten() > 0, "nothing was lost");
      assertEquals(PEOPLE, books.get("sent").asInt(), books.toString());
      assertEquals(PEOPLE, people(), "somebody was lost");
      assertEquals(PEOPLE, messages());
      nobodyGotMoreThanOneMore();
      forgetful.forgetEach(2);
      for (Taken mail : taken.stream().limit(20).toList()) {
        for (int attempt = 0; attempt < 5; attempt++) {
          left.postForm(mail.answerPath(), "overall=5");
        }
      }
      forgetful.forgetEach(Integer.MAX_VALUE);
      for (Taken mail : taken.stream().limit(20).toList()) {
        assertEquals(200, left.postForm(mail.answerPath(), "overall=5").statusCode());
        assertEquals(409, left.postForm(mail.answerPath(), "overall=4").statusCode());
      }
      assertEquals(
          "20",
          world.value(url, "select count(*) from keypulse.answer where " + inWave("Forgotten")));
      left.kill();
    }
    left = launch(url).awaitListening();
  }

  @Test
  @Order(9)
  void twentyAnswersAtOnceOverTwoProcessesAreOne() throws Exception {
    held("Crowded");
    String path = taken.stream().findFirst().orElseThrow().answerPath();
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
        launch(url, Map.of("KEYPULSE_CLOCK", Instant.now().plus(Duration.ofMinutes(5)).toString()))
            .awaitListening();
    nanosPerMail = TimeUnit.MILLISECONDS.toNanos(20);
    JsonNode books = held("Apart");
    assertEquals(PEOPLE, books.get("sent").asInt(), books.toString());
    assertEquals(PEOPLE, people(), "somebody was lost");
    assertEquals(PEOPLE, messages());
    nobodyGotMoreThanOneMore();
    left.kill();
    left = launch(url).awaitListening();
  }

  @Test
  @Order(20)
  void aThirdIsRefusedForNowAndSomeForGood() throws Exception {
    atFirst =
        person ->
            person % 20 == 0
                ? new Fault(Point.RECIPIENT, "550 5.1.1 no such user")
                : person % 10 < 4 ? new Fault(Point.RECIPIENT, "451 4.7.1 greylisted") : null;
    JsonNode books = held("Refused");
    assertEquals(PEOPLE - PEOPLE / 20, books.get("sent").asInt(), books.toString());
    assertEquals(PEOPLE / 20, books.get("failed").asInt(), books.toString());
    assertEquals(PEOPLE - PEOPLE / 20, taken.size());
    assertEquals(PEOPLE - PEOPLE / 20, people());
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
    await(
        () -> {
          JsonNode books = booksUnlessCut(program);
          return books != null
              && books.get("planned").asInt() == PEOPLE
              && books.get("due").asInt() == 0;
        });
    JsonNode books = books(program);
    assertTrue(books != null && books.get("balanced").asBoolean(), String.valueOf(books));
    return books;
  }

  private long people() {
    return taken.stream().map(Taken::to).distinct().count();
  }

  private long messages() {
    return taken.stream().map(Taken::messageId).distinct().count();
  }

  private void nobodyGotMoreThanOneMore() {
    taken.stream()
        .collect(groupingBy(Taken::to, counting()))
        .forEach((to, mails) -> assertTrue(mails <= 2, () -> to + " got " + mails));
  }

  private static String inWave(String program) {
    return """
        wave_id = (select w.id from keypulse.wave w join keypulse.survey_program p on p.id = w.program_id
          where p.name = '%s')
        """
        .formatted(program);
  }

  private Replica launch(String database) throws IOException {
    return launch(database, Map.of());
  }

  private Replica launch(String database, Map<String, String> further) throws IOException {
    Map<String, String> settings = new HashMap<>(world.settings(database));
    settings.putAll(further);
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
                timeZone: "UTC", sampleSize: 10000, daysToAnswer: 10}) {id}
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

  /** Nothing where the connection was cut with which the question was answered. */
  private @Nullable JsonNode booksUnlessCut(String program) {
    try {
      return books(program);
    } catch (UncheckedIOException noAnswer) {
      return null;
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
      assertTrue(Instant.now().isBefore(end), () -> "not in time, mails: " + taken.size());
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private final class Misbehaviour implements ScriptedSmtp.Script {
    @Override
    public Optional<Fault> fault(String to) {
      boolean first = attempts.computeIfAbsent(to, _ -> new AtomicInteger()).incrementAndGet() == 1;
      int person = Integer.parseInt(to.replaceAll("person([0-9]+)@.*", "$1"));
      return first ? Optional.ofNullable(atFirst.apply(person)) : Optional.empty();
    }

    @Override
    public void taken(String from, String to, byte[] source) {
      LockSupport.parkNanos(nanosPerMail);
      String text = new String(source, StandardCharsets.ISO_8859_1);
      taken.add(
          new Taken(
              to,
              text.lines()
                  .filter(line -> line.startsWith("Message-ID: "))
                  .findFirst()
                  .orElseThrow(() -> new AssertionError(text)),
              ANSWER.matcher(text).results().map(MatchResult::group).findFirst().orElse("")));
    }
  }
}
