package io.keypulse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.keypulse.ScriptedSmtp.Fault;
import io.keypulse.ScriptedSmtp.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A mail server that breaks, refuses or forgets to answer, a database that hangs up, clocks that
 * differ: nobody is lost, nobody is mailed twice but where nobody can know, and the books add up.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeliveryFaultsIT extends FaultyWorld {
  private static final Duration DOWN = Duration.ofSeconds(AT_LENGTH ? 120 : 8);
  private static final Duration BETWEEN_CUTS = Duration.ofSeconds(AT_LENGTH ? 3 : 1);

  @Test
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

  /** The last: who was refused for good stays so. */
  @Test
  @Order(Integer.MAX_VALUE)
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
}
