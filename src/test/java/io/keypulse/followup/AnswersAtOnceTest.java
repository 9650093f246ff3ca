package io.keypulse.followup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import io.keypulse.response.Answered;
import io.restassured.path.json.JsonPath;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two people of one account who answer at the same moment, neither of whom is bad news alone. */
@KeypulseTest
class AnswersAtOnceTest {
  private static final String VERDICT = "The verdict turns unhealthy";

  @Inject InvitationDispatcher invitations;
  @Inject MovableClock clock;
  @Inject Moments moments;

  private final Loop loop = new Loop();

  /** Where a transaction that records an answer can be held: before and after cases are opened. */
  @ApplicationScoped
  static class Moments {
    private final ConcurrentHashMap<Boolean, Runnable> holds = new ConcurrentHashMap<>();

    void before(@Observes @Priority(1) Answered answer) {
      pass(false);
    }

    void after(@Observes @Priority(Integer.MAX_VALUE) Answered answer) {
      pass(true);
    }

    private void pass(boolean after) {
      Runnable held = holds.get(after);
      if (held != null) {
        held.run();
      }
    }

    void hold(boolean after, Runnable held) {
      holds.put(after, held);
    }

    void letGo() {
      holds.clear();
    }
  }

  @BeforeEach
  void anAccountOfTenOfWhomFourAreContent() {
    loop.staffed();
    loop.keyAccount("acme", 10);
    loop.company.put(
        "contacts",
        "source,external_id,account_external_id,name,email,role,language",
        "%1$s,acme6,acme,Kim 6,kim6@elsewhere.%1$s.example,USER,en");
    loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
    for (int contact = 1; contact <= 4; contact++) {
      loop.answer("acme", contact, "overall", 5);
    }
  }

  @Test
  void ofTwoThatAreRecordedAtOnceOneTurnsTheVerdict() throws Exception {
    AtomicInteger decided = new AtomicInteger();
    moments.hold(
        true,
        () -> {
          decided.incrementAndGet();
          await(() -> decided.get() == 2 || somebodyWaits());
        });
    bothAnswer(() -> {}, () -> {});
    assertEquals(1, turned());
  }

  @Test
  void anEarlierOneThatIsCommittedLaterTurnsTheVerdictToo() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch second = new CountDownLatch(1);
    moments.hold(
        false,
        () -> {
          if (first.getCount() > 0) {
            first.countDown();
            await(() -> second.getCount() == 0);
          }
        });
    bothAnswer(() -> await(() -> first.getCount() == 0), second::countDown);
    assertEquals(1, turned());
  }

  private void bothAnswer(Runnable beforeTheSecond, Runnable afterTheSecond) throws Exception {
    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      Future<?> first = two.submit(() -> loop.answer("acme", 5, "overall", 2));
      beforeTheSecond.run();
      Future<?> second = two.submit(() -> Loop.say(pageOfWhoIsElsewhere(), "overall", 2));
      second.get();
      afterTheSecond.run();
      first.get();
    } finally {
      moments.letGo();
    }
  }

  /** Nothing of the delivery of mails makes this person's answer wait for the other's. */
  private String pageOfWhoIsElsewhere() {
    return Mailbox.of("kim6@elsewhere." + loop.company.prefix + ".example").getLast().answerPath();
  }

  private long turned() {
    JsonPath cases = loop.as("ana").data("{ followUps { nodes { openedBy { name } } } }");
    List<List<String>> names = cases.getList("data.followUps.nodes.openedBy.name");
    assertEquals(2, names.size());
    return names.stream().filter(rules -> Objects.requireNonNull(rules).contains(VERDICT)).count();
  }

  private static boolean somebodyWaits() {
    return !Database.column("select 1 from pg_locks where locktype = 'advisory' and not granted")
        .isEmpty();
  }

  private static void await(BooleanSupplier done) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!done.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("nothing came");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }
}
