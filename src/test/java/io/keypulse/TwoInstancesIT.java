package io.keypulse;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.keypulse.demo.MailSink;
import io.keypulse.demo.Replica;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Two processes of the shipped jar on one database and one mail server; the tests that stop one
 * come last.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoInstancesIT {
  private static final int CONTACTS = 600;
  private static final int PURCHASES = 100_000;
  private static final int CONNECTIONS = 5;
  private static final long NANOS_PER_MAIL = TimeUnit.MILLISECONDS.toNanos(20);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Queue<Mail> mails = new ConcurrentLinkedQueue<>();
  private ProductionWorld world;
  private String url;
  private Replica left;
  private Replica right;
  private String admin;

  private record Mail(String to, String sender, String messageId) {
    static Mail of(String to, byte[] source) {
      String text = new String(source, StandardCharsets.ISO_8859_1);
      return new Mail(to, header("From", text), header("Message-ID", text));
    }

    private static String header(String name, String text) {
      return text.lines()
          .filter(line -> line.startsWith(name + ": "))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no " + name + " in " + text));
    }
  }

  @BeforeAll
  void prepare() throws Exception {
    MailSink.Receiver slow =
        (to, source) -> {
          LockSupport.parkNanos(NANOS_PER_MAIL);
          mails.add(Mail.of(to, source));
        };
    world = new ProductionWorld(slow);
    url = world.newDatabase("two");
    Replica migration = world.migrate(url);
    assertEquals(0, migration.exitCode(), migration.log());
    admin = world.provider.token("admin@keypulse.example", "keypulse-admin");
    startBothAtTheSameMoment();
    KeyPeople.imported(left, admin, CONTACTS, "customer.example");
  }

  @BeforeEach
  void startTheOneThatWasStopped() throws IOException {
    mails.clear();
    if (!left.isRunning()) {
      left = world.launch(settings("Left")).awaitListening();
    }
  }

  @AfterAll
  void stopAll() throws IOException {
    if (left != null) {
      left.close();
    }
    if (right != null) {
      right.close();
    }
    world.close();
  }

  @Test
  @Order(1)
  void eachDueWaveIsDrawnOnceAndEachMailSentOnce() throws Exception {
    program("First");
    program("Second");
    makeDue("First", "Second");
    await(() -> allSent("First") && allSent("Second"));
    close("First");
    makeDue("First");
    await(() -> books("First").size() == 2 && allSent("First"));

    assertEquals(1, books("Second").size());
    assertEquals(3 * CONTACTS, mails.size());
    assertEquals(3 * CONTACTS, distinctMessages());
    assertEquals(
        Set.of("From: Left <voice@keypulse.example>", "From: Right <voice@keypulse.example>"),
        new HashSet<>(mails.stream().map(Mail::sender).toList()));
  }

  @Test
  @Order(2)
  void anInstanceThatIsToldToEndLeavesNoMailInDoubt() throws Exception {
    program("Ended");
    makeDue("Ended");
    await(() -> sentBy("Left") >= 40);
    left.close();
    assertTrue(mails.size() < CONTACTS, "the end came too late to prove anything");
    await(() -> allSent("Ended"));

    assertEquals(CONTACTS, mails.size());
    assertFalse(left.log().contains("ERROR"), left.log());
  }

  @Test
  @Order(3)
  void whatAKilledInstanceHeldIsSentByTheOtherOne() throws Exception {
    program("Killed");
    makeDue("Killed");
    await(() -> sentBy("Left") >= 40);
    left.kill();
    assertTrue(mails.size() < CONTACTS, "the kill came too late to prove anything");
    await(() -> allSent("Killed"));

    assertEquals(CONTACTS, mails.stream().map(Mail::to).distinct().count(), "somebody was lost");
    assertEquals(CONTACTS, distinctMessages(), "a repeated mail has its own Message-ID");
    int repeated = mails.size() - CONTACTS;
    assertTrue(repeated <= CONNECTIONS, repeated + " mails were repeated");
  }

  @Test
  @Order(4)
  void anImportOfAKilledInstanceIsEndedByTheOtherOne() throws Exception {
    String csv =
        IntStream.range(0, PURCHASES)
            .mapToObj(
                number -> "it,%d,%d,2026-01-31,Film,10.50,EUR\n".formatted(number, number % 60))
            .collect(
                joining(
                    "",
                    "source,external_id,account_external_id,date,category,net_amount,currency\n",
                    ""));
    Thread sender =
        Thread.ofVirtual()
            .start(
                () ->
                    assertThrows(
                        UncheckedIOException.class, () -> left.importCsv(admin, "purchases", csv)));
    await(() -> purchaseImport().at("/counts/rowsDone").asInt() > 0);
    left.kill();
    sender.join();
    assertEquals("RUNNING", purchaseImport().get("state").asText(), "the kill came too late");
    await(() -> purchaseImport().path("state").asText().equals("DONE"));

    assertEquals(PURCHASES, purchaseImport().at("/counts/created").asInt());
    assertEquals(
        PURCHASES + " " + PURCHASES,
        world.value(
            url, "select count(*) || ' ' || count(distinct external_id) from keypulse.purchase"));
  }

  private JsonNode purchaseImport() {
    return right
        .ask(
            admin,
            "{importJobs(first: 1, filter: {kind: \"purchases\"}) {nodes {state counts {rowsDone created}}}}")
        .at("/importJobs/nodes/0");
  }

  private Map<String, String> settings(String name) {
    Map<String, String> settings = new HashMap<>(world.settings(url));
    settings.put("KEYPULSE_MAIL_FROM", name + " <voice@keypulse.example>");
    settings.put("KEYPULSE_MAIL_BOUNCES", "bounces@keypulse.example");
    settings.put("KEYPULSE_WAVE_TICK", "1s");
    settings.put("KEYPULSE_IMPORT_TICK", "1s");
    settings.put("KEYPULSE_IMPORT_LEASE", "5s");
    settings.put("KEYPULSE_DISPATCH_TICK", "1s");
    settings.put("KEYPULSE_SMTP_TIMEOUT", "1s");
    settings.put("KEYPULSE_SMTP_FINAL_TIMEOUT", "2s");
    settings.put("KEYPULSE_DISPATCH_LEASE", "5s");
    settings.put("KEYPULSE_DISPATCH_UNKNOWN_PAUSE", "2s");
    settings.put("KEYPULSE_DISPATCH_BATCH", "20");
    settings.put("KEYPULSE_DISPATCH_CONNECTIONS", Integer.toString(CONNECTIONS));
    settings.put("KEYPULSE_DISPATCH_DOMAIN_CONNECTIONS", "0");
    settings.put("KEYPULSE_DISPATCH_DOMAIN_RATE", "0");
    settings.put("KEYPULSE_DISPATCH_RATE", "0");
    return settings;
  }

  /** Both wait before an empty schedule, and are let in together. */
  private void startBothAtTheSameMoment() throws Exception {
    try (Connection gate = world.connection(url);
        Statement statement = gate.createStatement()) {
      statement.execute("select pg_advisory_lock(hashtext('keypulse.schedule'))");
      left = world.launch(settings("Left"));
      right = world.launch(settings("Right"));
      await(() -> waitingToSchedule() == 2);
    }
    left.awaitListening();
    right.awaitListening();
  }

  private int waitingToSchedule() {
    try {
      return Integer.parseInt(
          world.value(
              url, "select count(*) from pg_locks where locktype = 'advisory' and not granted"));
    } catch (SQLException fault) {
      throw new IllegalStateException(fault);
    }
  }

  /** A program that opens no wave by itself while the test runs. */
  private void program(String name) {
    right.ask(
        admin,
        """
        mutation create($name: String!) {
          surveyProgramCreate(input: {name: $name, objective: "Two instances", cron: "0 0 29 2 *",
            timeZone: "UTC", sampleSize: 10000, daysToAnswer: 10,
            sampling: {quarantineDays: 0, accountMailsPerWeek: 0}}) {id}
        }
        """,
        Map.of("name", name));
  }

  private void makeDue(String... programs) throws Exception {
    world.asAdministrator(
        url,
        "set search_path = keypulse, public; update survey_program set next_at = now() where name in ('%s')"
            .formatted(String.join("', '", programs)));
  }

  /** Until then nobody whom it asked is asked again by its program. */
  private void close(String program) {
    right
        .ask(admin, "{waves {nodes {id state program {name}}}}")
        .at("/waves/nodes")
        .forEach(
            wave -> {
              if (wave.at("/program/name").asText().equals(program)) {
                right.ask(
                    admin,
                    "mutation close($id: ID!) {waveClose(input: {waveId: $id, reason: \"Next.\"}) {id}}",
                    Map.of("id", wave.get("id").asText()));
              }
            });
  }

  /** The books of this program's waves. */
  private List<JsonNode> books(String program) {
    List<JsonNode> books = new ArrayList<>();
    right
        .ask(admin, "{waves {nodes {program {name} books {planned due sent}}}}")
        .at("/waves/nodes")
        .forEach(
            wave -> {
              if (wave.at("/program/name").asText().equals(program)) {
                books.add(wave.get("books"));
              }
            });
    return books;
  }

  private boolean allSent(String program) {
    List<JsonNode> waves = books(program);
    return !waves.isEmpty()
        && waves.stream()
            .allMatch(
                books ->
                    books.get("planned").asInt() == CONTACTS
                        && books.get("sent").asInt() == CONTACTS);
  }

  private long sentBy(String name) {
    return mails.stream().filter(mail -> mail.sender().startsWith("From: " + name)).count();
  }

  private long distinctMessages() {
    return mails.stream().map(Mail::messageId).distinct().count();
  }

  private void await(BooleanSupplier condition) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertTrue(Instant.now().isBefore(end), () -> "not in time, mails: " + mails.size());
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }
}
