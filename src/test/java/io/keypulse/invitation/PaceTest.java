package io.keypulse.invitation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.ScriptedSmtp;
import io.keypulse.Together;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** However many replicas there are, they keep one pace. */
@KeypulseTest
class PaceTest {
  @Inject InvitationDispatcher dispatcher;
  @Inject MovableClock clock;

  /** The clocks of these tests run ahead, and other tests write to the same domains. */
  @AfterEach
  void turnsAreForgotten() {
    Database.change(
        "update mail_lane set free_at = '-infinity', paused_until = '-infinity', look_at = now()");
    Database.change("update mail_pace set free_at = '-infinity'");
  }

  @Test
  void aDomainOfOneAccountIsWrittenToOncePerPause() throws Exception {
    Company company = Company.imported().keyAccount("acme", "north", 3);
    String wave = company.openWave(company.program(100_000));
    Pace pace = new Pace(5, Duration.ofMillis(100), Duration.ofMinutes(2), Duration.ZERO);
    for (int minute = 0; minute <= 5; minute++) {
      Duration later = Duration.ofMinutes(minute).plusSeconds(1);
      Together.run(2, () -> clock.at(later, time -> dispatcher.dispatch(time, pace)));
      assertEquals(1 + minute / 2, arrived(company, "acme", 3), "after " + minute + " minutes");
    }
    company.closeWave(wave);
  }

  @Test
  void noWindowOfASecondSeesMoreThanItsShareThoughFourReplicasSend() throws Exception {
    Company company = Company.imported().account("acme", "north").keyAccount("bolt", "south", 1);
    company.put(
        "contacts",
        "source,external_id,account_external_id,name,email,role,language",
        IntStream.range(0, 30)
            .mapToObj(
                i ->
                    "%1$s,s"
                        + i
                        + ","
                        + (i == 0 ? "acme" : "bolt")
                        + ",Sam "
                        + i
                        + ",sam"
                        + i
                        + "@shared.%1$s.example,BUYER,en")
            .toArray(String[]::new));
    String wave = company.openWave(company.program(100_000));
    Pace pace = new Pace(5, Duration.ofMillis(50), Duration.ofMinutes(2), Duration.ZERO);
    Together.run(4, () -> dispatcher.dispatch(clock, pace));
    List<Instant> arrivals =
        IntStream.range(1, 30)
            .mapToObj(i -> Mailbox.of("sam" + i + "@shared." + company.prefix + ".example"))
            .flatMap(mails -> mails.stream().map(Mailbox.Mail::at))
            .sorted()
            .toList();
    assertEquals(29, arrivals.size(), "nobody waits for the next run");
    int perSecond = 20;
    for (int first = 0; first + perSecond + 1 < arrivals.size(); first++) {
      Duration window = Duration.between(arrivals.get(first), arrivals.get(first + perSecond + 1));
      assertTrue(window.compareTo(Duration.ofSeconds(1)) > 0, window.toString());
    }
    company.closeWave(wave);
  }

  @Test
  void allDomainsTogetherKeepOnePaceToo() throws Exception {
    Company company = Company.imported();
    for (String account : List.of("ant", "bee", "cat", "dog", "elk", "fox")) {
      company.keyAccount(account, "north", 2);
    }
    String wave = company.openWave(company.program(100_000));
    Pace pace = new Pace(0, Duration.ZERO, Duration.ZERO, Duration.ofMillis(100));
    Instant start = Instant.now();
    Together.run(3, () -> dispatcher.dispatch(clock, pace));
    Duration taken = Duration.between(start, Instant.now());
    long sent =
        List.of("ant", "bee", "cat", "dog", "elk", "fox").stream()
            .mapToInt(account -> arrived(company, account, 2))
            .sum();
    assertEquals(12, sent);
    assertTrue(taken.compareTo(Duration.ofMillis(1_050)) > 0, "twelve in " + taken);
    company.closeWave(wave);
  }

  @Test
  void aDomainThatHangsHoldsUpNobodyElse() throws Exception {
    Company company =
        Company.imported().keyAccount("acme", "north", 8).keyAccount("bolt", "south", 40);
    for (int contact = 1; contact <= 8; contact++) {
      Mailbox.faults(
          company.address("acme", contact),
          new ScriptedSmtp.Fault(ScriptedSmtp.Point.RECIPIENT, ScriptedSmtp.FALL_SILENT));
    }
    String wave = company.openWave(company.program(100_000));
    Pace pace = new Pace(5, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    Thread run = Thread.ofVirtual().start(() -> dispatcher.dispatch(clock, pace));
    await(() -> arrived(company, "bolt", 40) == 40);
    assertTrue(run.isAlive(), "the hanging ones are still waited for");
    run.join();
    assertEquals(
        "5",
        Database.value(
            "select count(*) from asked where attempts = 1 and email like ?",
            "%@acme." + company.prefix + ".example"),
        "five connections at most, and then the domain is left alone");
    clock.later(Duration.ofMinutes(2), () -> dispatcher.dispatch(clock, Pace.UNBOUNDED));
    clock.later(Duration.ofMinutes(4), () -> dispatcher.dispatch(clock, Pace.UNBOUNDED));
    assertEquals(8, arrived(company, "acme", 8));
    company.closeWave(wave);
  }

  private static int arrived(Company company, String account, int contacts) {
    return IntStream.rangeClosed(1, contacts)
        .map(contact -> Mailbox.of(company.address(account, contact)).size())
        .sum();
  }

  private static void await(BooleanSupplier condition) {
    Instant end = Instant.now().plusSeconds(30);
    while (!condition.getAsBoolean()) {
      assertTrue(Instant.now().isBefore(end), "not in time");
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }
}
