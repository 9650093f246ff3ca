package io.keypulse.invitation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * One run of the dispatcher: its workers deliver what was claimed while more is being claimed, so
 * that a server that keeps one of them waiting never keeps the others.
 */
final class DispatchRun {
  private static final Logger LOG = Logger.getLogger(DispatchRun.class);
  private static final Duration A_MOMENT = Duration.ofMillis(50);

  /** Lanes that open within this time are waited for; later ones have the next run. */
  private static final Duration WORTH_WAITING = Duration.ofMillis(500);

  private static final int LONGEST_WAIT = 40;

  /** How often mails are taken over whose replica gives no sign of life. */
  static final Duration TAKE_OVER = Duration.ofSeconds(5);

  private final DeliveryBooks books;
  private final Deliverer deliverer;
  private final int connections;
  private final int batch;
  private final Pace pace;
  private final InstantSource time;
  private final BooleanSupplier ending;

  private final BlockingQueue<Mails.Claimed> waiting = new LinkedBlockingQueue<>();
  private final AtomicInteger inHand = new AtomicInteger();
  private final Semaphore progress = new Semaphore(0);
  private volatile boolean over;
  private Instant takenOverAt = Instant.MIN;

  /** Takes one mail where it has to go; opens connections of its own for each worker. */
  interface Deliverer {
    SmtpConnection connect();

    void deliver(Mails.Claimed mail, SmtpConnection connection);
  }

  DispatchRun(
      DeliveryBooks books,
      Deliverer deliverer,
      int connections,
      int batch,
      Pace pace,
      InstantSource time,
      BooleanSupplier ending) {
    this.books = books;
    this.deliverer = deliverer;
    this.connections = connections;
    this.batch = batch;
    this.pace = pace;
    this.time = time;
    this.ending = ending;
  }

  /** Until nothing is due; returns how many mails were claimed. */
  int run() {
    int claimed = 0;
    int workers = 0;
    int waited = 0;
    try (ExecutorService staff = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        while (!ending.getAsBoolean()) {
          takeOver();
          DeliveryBooks.Catch more =
              isShort()
                  ? books.claim(batch, time.instant(), pace)
                  : new DeliveryBooks.Catch(List.of(), false);
          claimed += more.mails().size();
          inHand.addAndGet(more.mails().size());
          waiting.addAll(more.mails());
          for (; workers < Math.min(connections, inHand.get()); workers++) {
            staff.execute(this::work);
          }
          if (more.moved()) {
            waited = 0;
          } else if (inHand.get() > 0) {
            awaitProgress();
          } else if (waited++ < LONGEST_WAIT && opensSoon()) {
            awaitProgress();
          } else {
            break;
          }
        }
      } finally {
        over = true;
        giveBackUnstarted();
      }
    }
    return claimed;
  }

  private void takeOver() {
    Instant now = time.instant();
    if (takenOverAt.isBefore(now.minus(TAKE_OVER))) {
      books.recover(now);
      takenOverAt = now;
    }
  }

  private boolean opensSoon() {
    return books.anyOpensBy(time.instant().plus(WORTH_WAITING));
  }

  /** Few enough wait that more are to be claimed. */
  private boolean isShort() {
    return waiting.size() <= batch / 2;
  }

  private void awaitProgress() {
    try {
      if (progress.tryAcquire(A_MOMENT.toMillis(), TimeUnit.MILLISECONDS)) {
        progress.drainPermits();
      }
    } catch (InterruptedException told) {
      Thread.currentThread().interrupt();
      over = true;
    }
  }

  private void work() {
    try (SmtpConnection connection = deliverer.connect()) {
      while (!over) {
        Mails.Claimed mail = waiting.poll(A_MOMENT.toMillis(), TimeUnit.MILLISECONDS);
        if (mail != null) {
          deliver(mail, connection);
        }
      }
    } catch (InterruptedException told) {
      Thread.currentThread().interrupt();
    }
  }

  private void deliver(Mails.Claimed mail, SmtpConnection connection) {
    try {
      deliverer.deliver(mail, connection);
    } catch (RuntimeException fault) {
      LOG.errorf(
          fault, "Mail %d stays in the hands of this replica until its lease ends", mail.id());
    } finally {
      if (inHand.decrementAndGet() == 0 || isShort()) {
        progress.release();
      }
    }
  }

  private void giveBackUnstarted() {
    List<Mails.Claimed> unstarted = new ArrayList<>();
    waiting.drainTo(unstarted);
    if (!unstarted.isEmpty()) {
      books.giveBack(unstarted, time.instant());
    }
  }
}
