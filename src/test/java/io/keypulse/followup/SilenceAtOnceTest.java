package io.keypulse.followup;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import io.keypulse.response.Answered;
import io.keypulse.wave.WaveClosed;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** A decision maker who answers at the moment at which the wave ends in silence. */
@KeypulseTest
class SilenceAtOnceTest {
  @Inject InvitationDispatcher invitations;
  @Inject MovableClock clock;
  @Inject End end;

  private final Loop loop = new Loop();

  /**
   * Where the end of a wave, or an answer, can be held: its cases are open, and nobody else sees
   * them.
   */
  @ApplicationScoped
  static class End {
    @Inject Session session;

    private volatile Optional<Runnable> hold = Optional.empty();

    /** Until this is committed others see that there is time left. */
    void itsTimeIsOver(@Observes @Priority(1) WaveClosed wave) {
      hold.ifPresent(
          any ->
              session
                  .createNativeMutationQuery("update wave set closes_at = opened_at where id = :id")
                  .setParameter("id", wave.waveId())
                  .executeUpdate());
    }

    void comes(@Observes @Priority(Integer.MAX_VALUE) WaveClosed wave) {
      hold.ifPresent(Runnable::run);
    }

    void answers(@Observes @Priority(Integer.MAX_VALUE) Answered answer) {
      hold.ifPresent(Runnable::run);
    }

    void holdWith(Runnable held) {
      hold = Optional.of(held);
    }

    void letGo() {
      hold = Optional.empty();
    }
  }

  @Test
  void whoComesWhileTheWaveEndsIsToldSoAndTheirOneCaseIsAboutTheirSilence() throws Exception {
    String last = theLastOfTwo();
    AtomicInteger status = new AtomicInteger();
    atOnce(() -> loop.company.closeWave(last), () -> status.set(answering()));
    assertEquals(410, status.get());
    assertEquals(1, loop.number());
    assertNull(loop.newest().get("overall"));
  }

  @Test
  void whoIsBeingRecordedWhileTheWaveEndsHasAnsweredAndTheirOneCaseIsAboutIt() throws Exception {
    String last = theLastOfTwo();
    AtomicInteger status = new AtomicInteger();
    atOnce(() -> status.set(answering()), () -> loop.company.closeWave(last));
    assertEquals(200, status.get());
    assertEquals(1, loop.number());
    assertEquals("EXTREMELY_DISSATISFIED", loop.newest().getString("overall"));
    assertEquals("PRICE", loop.newest().getString("aspect"));
  }

  /** A decision maker was silent in the one before. */
  private String theLastOfTwo() {
    loop.staffed();
    loop.keyAccount("acme", 1);
    loop.company.put(
        "contacts",
        "source,external_id,account_external_id,name,email,role,language",
        "%1$s,acme1,acme,Kim 1,kim1@acme.%1$s.example,DECISION_MAKER,en");
    loop.company.closeWaveInTime(wave());
    return wave();
  }

  /** The first ends when the second waits for it. */
  private void atOnce(Runnable first, Runnable second) throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    end.holdWith(
        () -> {
          end.letGo();
          begun.countDown();
          untilSomebodyWaits();
        });
    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      Future<?> earlier = two.submit(first);
      assertTrue(begun.await(20, TimeUnit.SECONDS));
      Future<?> later = two.submit(second);
      earlier.get();
      later.get();
    } finally {
      end.letGo();
    }
  }

  private int answering() {
    return given()
        .formParam("overall", 1)
        .formParam("PRICE", 1)
        .post(Mailbox.of(loop.company.address("acme", 1)).getLast().answerPath())
        .statusCode();
  }

  private String wave() {
    String wave = loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
    return wave;
  }

  private static void untilSomebodyWaits() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    List<String> waiting = List.of();
    while (waiting.isEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      waiting =
          Database.column(
              "select 1 from pg_locks where locktype = 'transactionid' and not granted");
    }
  }
}
