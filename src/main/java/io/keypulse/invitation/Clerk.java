package io.keypulse.invitation;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Writes into the books what the couriers of one replica do. A mail is committed as started before
 * it leaves, at a desk of its own, where no courier waits for what came of others' mails. Whatever
 * goes wrong at a desk, errors of the JVM too, is no reason to leave couriers waiting.
 */
final class Clerk implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Clerk.class);

  /** How often an entry is written again while the database does not take it. */
  private static final int TRIES = 6;

  private static final Duration A_MOMENT = Duration.ofMillis(200);

  private final DeliveryBooks books;
  private final InstantSource time;
  private final Desk<Start> starts = new Desk<>("mail-starts", this::start);
  private final Desk<DeliveryBooks.Delivered> finishes = new Desk<>("mail-ends", this::finish);

  private record Start(Mails.Claimed mail, CompletableFuture<Boolean> mayGo) {}

  Clerk(DeliveryBooks books, InstantSource time) {
    this.books = books;
    this.time = time;
  }

  /** Waits until it is committed; true when the mail may go out now. */
  boolean start(Mails.Claimed mail) {
    CompletableFuture<Boolean> mayGo = new CompletableFuture<>();
    starts.add(new Start(mail, mayGo));
    return mayGo.join();
  }

  /** Does not wait: should this replica end before it is written, the mail is in doubt. */
  void finish(Mails.Claimed mail, Outcome outcome) {
    finishes.add(new DeliveryBooks.Delivered(mail, outcome));
  }

  /** After everything is written. */
  @Override
  public void close() {
    starts.close();
    finishes.close();
  }

  private void start(List<Start> page) {
    try {
      Set<Long> started = books.start(page.stream().map(Start::mail).toList(), time.instant());
      page.forEach(start -> start.mayGo().complete(started.contains(start.mail().id())));
    } catch (RuntimeException | Error fault) {
      warn(page.size(), fault);
      untilWritten(page, this::startedAlone).forEach(start -> start.mayGo().complete(false));
    }
  }

  private void finish(List<DeliveryBooks.Delivered> page) {
    try {
      books.finish(page, time.instant());
    } catch (RuntimeException | Error fault) {
      warn(page.size(), fault);
      untilWritten(page, this::finishedAlone).forEach(one -> leave(one.mail()));
    }
  }

  private static void warn(int entries, Throwable fault) {
    LOG.warnf(
        "%d entries of the mail books are written one by one: %s", entries, fault.getMessage());
  }

  /** Again and again while the database does not take them; returns those that it never took. */
  private static <T> List<T> untilWritten(List<T> entries, Predicate<T> written) {
    List<T> left = entries;
    for (int tries = 0; tries < TRIES && !left.isEmpty(); tries++) {
      LockSupport.parkNanos(A_MOMENT.multipliedBy(tries).toNanos());
      left = left.stream().filter(written.negate()).toList();
    }
    return left;
  }

  private boolean startedAlone(Start start) {
    try {
      Set<Long> started = books.start(List.of(start.mail()), time.instant());
      start.mayGo().complete(!started.isEmpty());
      return true;
    } catch (RuntimeException | Error fault) {
      LOG.warnf(fault, "Mail %d cannot be started", start.mail().id());
      return false;
    }
  }

  private boolean finishedAlone(DeliveryBooks.Delivered delivered) {
    try {
      books.finish(List.of(delivered), time.instant());
      return true;
    } catch (RuntimeException | Error fault) {
      LOG.warnf(fault, "What came of mail %d cannot be written", delivered.mail().id());
      return false;
    }
  }

  private static void leave(Mails.Claimed mail) {
    LOG.errorf("Mail %d stays in the hands of this replica until its lease ends", mail.id());
  }
}
