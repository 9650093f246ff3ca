package io.keypulse.followup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
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

  /** Where the end of a wave can be held: its cases are open, and nobody else sees them. */
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

    void holdWith(Runnable held) {
      hold = Optional.of(held);
    }

    void letGo() {
      hold = Optional.empty();
    }
  }

  @Test
  void theAnswerIsTakenAndTheirOneCaseIsAboutIt() throws Exception {
    loop.staffed();
    loop.keyAccount("acme", 1);
    loop.company.put(
        "contacts",
        "source,external_id,account_external_id,name,email,role,language",
        "%1$s,acme1,acme,Kim 1,kim1@acme.%1$s.example,DECISION_MAKER,en");
    loop.company.closeWaveInTime(wave());
    String last = wave();
    CountDownLatch silent = new CountDownLatch(1);
    end.holdWith(
        () -> {
          silent.countDown();
          untilSomebodyWaits();
        });
    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      Future<?> ending = two.submit(() -> loop.company.closeWave(last));
      assertTrue(silent.await(20, TimeUnit.SECONDS));
      Future<?> answering = two.submit(() -> loop.answer("acme", 1, "overall", 1, "PRICE", 1));
      ending.get();
      answering.get();
    } finally {
      end.letGo();
    }
    assertEquals(1, loop.number());
    assertEquals("EXTREMELY_DISSATISFIED", loop.newest().getString("overall"));
    assertEquals("PRICE", loop.newest().getString("aspect"));
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
