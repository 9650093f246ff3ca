package io.keypulse.invitation;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Writes into the books what the workers of one replica do: whoever waits for the disk meanwhile is
 * written with the next page, all in one transaction. So the price of a commit is shared, and a
 * mail is still committed as started before it leaves. Whatever goes wrong at the desk, errors of
 * the JVM too, is no reason to leave them waiting.
 */
final class BookWriter implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(BookWriter.class);

  /** How often an entry is written again while the database does not take it. */
  private static final int TRIES = 6;

  private static final Duration A_MOMENT = Duration.ofMillis(200);

  private final DeliveryBooks books;
  private final InstantSource time;
  private final BlockingQueue<Entry> entries = new LinkedBlockingQueue<>();
  private final Thread desk;

  private sealed interface Entry {
    record Start(Mails.Claimed mail, CompletableFuture<Boolean> mayGo) implements Entry {}

    record Finish(DeliveryBooks.Delivered delivered) implements Entry {}

    record End() implements Entry {}
  }

  private record Page(List<Entry.Start> starts, List<DeliveryBooks.Delivered> finishes) {
    static Page of(List<Entry> entries) {
      Page page = new Page(new ArrayList<>(), new ArrayList<>());
      for (Entry entry : entries) {
        switch (entry) {
          case Entry.Start start -> page.starts.add(start);
          case Entry.Finish finish -> page.finishes.add(finish.delivered());
          case Entry.End _ -> {}
        }
      }
      return page;
    }

    List<Mails.Claimed> starting() {
      return starts.stream().map(Entry.Start::mail).toList();
    }
  }

  BookWriter(DeliveryBooks books, InstantSource time) {
    this.books = books;
    this.time = time;
    this.desk = Thread.ofVirtual().name("mail-books").start(this::work);
  }

  /** Waits until it is committed; true when the mail may go out now. */
  boolean start(Mails.Claimed mail) {
    CompletableFuture<Boolean> mayGo = new CompletableFuture<>();
    entries.add(new Entry.Start(mail, mayGo));
    return mayGo.join();
  }

  /** Does not wait: should this replica end before it is written, the mail is in doubt. */
  void finish(Mails.Claimed mail, Outcome outcome) {
    entries.add(new Entry.Finish(new DeliveryBooks.Delivered(mail, outcome)));
  }

  /** After everything is written. */
  @Override
  public void close() {
    entries.add(new Entry.End());
    boolean interrupted = false;
    while (desk.isAlive()) {
      try {
        desk.join();
      } catch (InterruptedException told) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    boolean open = true;
    while (open) {
      List<Entry> arrived = new ArrayList<>();
      try {
        arrived.add(entries.take());
      } catch (InterruptedException nobodyDoes) {
        throw new IllegalStateException(nobodyDoes);
      }
      entries.drainTo(arrived);
      open = arrived.stream().noneMatch(Entry.End.class::isInstance);
      write(Page.of(arrived));
    }
  }

  private void write(Page page) {
    try {
      Set<Long> started = books.write(page.starting(), page.finishes(), time.instant());
      page.starts().forEach(start -> start.mayGo().complete(started.contains(start.mail().id())));
    } catch (RuntimeException | Error fault) {
      LOG.warnf(
          "%d entries of the mail books are written one by one: %s",
          page.starts().size() + page.finishes().size(), fault.getMessage());
      untilWritten(page.finishes(), this::finishedAlone).forEach(one -> leave(one.mail()));
      untilWritten(page.starts(), this::startedAlone)
          .forEach(start -> start.mayGo().complete(false));
    }
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

  private boolean startedAlone(Entry.Start start) {
    try {
      Set<Long> started = books.write(List.of(start.mail()), List.of(), time.instant());
      start.mayGo().complete(!started.isEmpty());
      return true;
    } catch (RuntimeException | Error fault) {
      LOG.warnf(fault, "Mail %d cannot be started", start.mail().id());
      return false;
    }
  }

  private boolean finishedAlone(DeliveryBooks.Delivered delivered) {
    try {
      books.write(List.of(), List.of(delivered), time.instant());
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
