package io.keypulse.invitation;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Sends what is due, on every replica at once: claims in one transaction, sends outside any, marks
 * in another. A kill at any moment leaves claimed mails to be taken over and started ones in doubt.
 */
@ApplicationScoped
public class InvitationDispatcher {
  private static final Logger LOG = Logger.getLogger(InvitationDispatcher.class);

  @Inject DeliveryBooks books;
  @Inject InvitationMail mails;
  @Inject InvitationConfig.Dispatch config;
  @Inject InvitationConfig.Smtp smtp;
  @Inject InvitationConfig.Mail sender;
  @Inject InstantSource clock;

  private final ReadWriteLock underWay = new ReentrantReadWriteLock();
  private volatile boolean ending;

  @Scheduled(
      every = "{keypulse.dispatch.tick:5s}",
      identity = "invitations",
      executeWith = Scheduled.SIMPLE,
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void tick() {
    dispatch(clock);
  }

  /** Sends until nothing is due; returns how many mails were attempted. */
  public int dispatch(InstantSource time) {
    underWay.readLock().lock();
    try {
      books.recover(time.instant());
      return sendDue(time);
    } finally {
      underWay.readLock().unlock();
    }
  }

  /** Mails that have started are finished and marked; an orderly end leaves none in doubt. */
  void finish(@Observes ShutdownEvent end) throws InterruptedException {
    ending = true;
    Duration longest = smtp.timeout().multipliedBy(2);
    if (!underWay.writeLock().tryLock(longest.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.warn("The mail server took too long: mails under way are in doubt");
    }
  }

  private int sendDue(InstantSource time) {
    int attempted = 0;
    while (!ending) {
      List<Invitations.Claimed> due = books.claim(time.instant());
      if (due.isEmpty()) {
        break;
      }
      send(due, time);
      attempted += due.size();
    }
    return attempted;
  }

  private void send(List<Invitations.Claimed> due, InstantSource time) {
    Queue<Invitations.Claimed> waiting = new ConcurrentLinkedQueue<>(due);
    try (ExecutorService couriers = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, Math.min(due.size(), config.connections()))
          .forEach(courier -> couriers.execute(() -> carry(waiting, time)));
    }
  }

  private void carry(Queue<Invitations.Claimed> waiting, InstantSource time) {
    try (Courier courier = new Courier(smtp, sender)) {
      for (Invitations.Claimed mail = waiting.poll();
          mail != null && !ending;
          mail = waiting.poll()) {
        try {
          carry(mail, courier, time.instant());
        } catch (RuntimeException fault) {
          LOG.errorf(
              fault,
              "Invitation %d stays in the hands of this replica until its lease ends",
              mail.id());
        }
      }
    }
  }

  private void carry(Invitations.Claimed mail, Courier courier, Instant now) {
    InvitationMail.Rendered rendered =
        mails.render(mail.name(), mail.email(), mail.language(), mail.key(), mail.opening());
    if (books.start(mail, now)) {
      books.record(mail, courier.deliver(rendered, now), now);
    }
  }
}
