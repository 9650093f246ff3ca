package io.keypulse;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.keypulse.ScriptedSmtp.Point;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Processes that stand still or are killed while they send: nobody is lost, nobody is mailed twice
 * but where nobody can know, and the books add up.
 */
class ProcessFaultsIT extends FaultyWorld {
  private static final int KILLS = AT_LENGTH ? 20 : 3;
  private static final int MAILS_BETWEEN_KILLS = 20;

  /** So that a wave lasts longer than its kills, each of which waits for a start. */
  private static final Duration SLOWLY = Duration.ofMillis(AT_LENGTH ? 700 : 40);

  private static final List<Point> STAGES = List.of(Point.values());

  @Test
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
  void aProcessIsKilledAgainAndAgain() throws Exception {
    record.take(SLOWLY);
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
}
