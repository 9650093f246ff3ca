package io.keypulse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.keypulse.demo.Replica;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/**
 * Two processes of the shipped jar, and a mail server, a database and a machine that misbehave.
 * With {@code -Pfaults} there are more people and the faults last longer.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FaultyWorld {
  static final boolean AT_LENGTH = Boolean.getBoolean("keypulse.faults");
  static final int PEOPLE = AT_LENGTH ? 1_000 : 300;
  static final int CONNECTIONS = AT_LENGTH ? 2 : 4;
  static final Duration LEASE = Duration.ofSeconds(6);
  private static final Duration PATIENCE = Duration.ofSeconds(AT_LENGTH ? 400 : 100);

  final MailRecord record = new MailRecord();
  ProductionWorld world;
  ScriptedSmtp mailServer;
  String url;
  Replica left;
  Replica right;
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
    KeyPeople.imported(right, admin, PEOPLE, "customer%2$d.example");
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

  JsonNode held(String program) throws Exception {
    program(program);
    makeDue(program);
    return awaitDone(program);
  }

  JsonNode awaitDone(String program) {
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

  static String inWave(String program) {
    return """
        wave_id = (select w.id from keypulse.wave w join keypulse.survey_program p on p.id = w.program_id
          where p.name = '%s')
        """
        .formatted(program);
  }

  Replica launch(String side, String database) throws IOException {
    return launch(side, database, Map.of());
  }

  Replica launch(String side, String database, Map<String, String> further) throws IOException {
    Map<String, String> settings = new HashMap<>(world.settings(database));
    settings.putAll(further);
    settings.put("KEYPULSE_MAIL_BOUNCES", side + "@keypulse.example");
    settings.put("KEYPULSE_SMTP_PORT", Integer.toString(mailServer.port()));
    settings.put("KEYPULSE_SMTP_TIMEOUT", "1s");
    settings.put("KEYPULSE_SMTP_FINAL_TIMEOUT", "2s");
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

  void program(String name) {
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

  void makeDue(String program) throws Exception {
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

  void await(BooleanSupplier condition) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertTrue(Instant.now().isBefore(end), () -> "not in time, mails: " + record.size());
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }
}
