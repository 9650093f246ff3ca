package io.keypulse.invitation;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
    books.recover(time.instant());
    int attempted = 0;
    for (List<Invitations.Claimed> due = books.claim(time.instant());
        !due.isEmpty();
        due = books.claim(time.instant())) {
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
      for (Invitations.Claimed mail = waiting.poll(); mail != null; mail = waiting.poll()) {
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
        mails.render(mail.name(), mail.email(), mail.language(), mail.key());
    if (books.start(mail)) {
      books.record(mail, courier.deliver(rendered, now), now);
    }
  }
}
