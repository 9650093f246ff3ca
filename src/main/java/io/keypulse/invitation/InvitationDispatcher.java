package io.keypulse.invitation;

import io.keypulse.platform.CommonTime;
import io.keypulse.platform.SqlFaults;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Sends what is due, on every replica at once: claims in one transaction, starts and finishes in
 * those of the {@link BookWriter}, sends outside any. A kill at any moment leaves claimed mails to
 * be taken over and started ones in doubt.
 */
@ApplicationScoped
public class InvitationDispatcher {
  private static final Logger LOG = Logger.getLogger(InvitationDispatcher.class);

  @Inject DeliveryBooks books;
  @Inject LetterWriter letterWriter;
  @Inject Senders senders;
  @Inject InvitationConfig.Dispatch config;
  @Inject InvitationConfig.Smtp smtp;
  @Inject DkimSeal seal;
  @Inject CommonTime common;
  @Inject InstantSource clock;

  private final UnderWay underWay = new UnderWay();

  @Scheduled(
      every = "{keypulse.dispatch.tick}",
      identity = "invitations",
      executeWith = Scheduled.SIMPLE,
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void tick() {
    dispatch(common.of(clock));
  }

  /** Sends until nothing is due; returns how many mails were claimed. */
  public int dispatch(InstantSource time) {
    return dispatch(time, Pace.of(config));
  }

  int dispatch(InstantSource time, Pace pace) {
    return underWay.run(() -> send(time, pace));
  }

  private int send(InstantSource time, Pace pace) {
    try (BookWriter bookWriter = new BookWriter(books, time)) {
      return new DispatchRun(
              books,
              new Deliverer(time, bookWriter),
              config.connections(),
              config.batch(),
              pace,
              time,
              underWay::isEnding)
          .run();
    }
  }

  /**
   * Mails that have started are finished and marked, before their leases end ({@link Patience}); an
   * orderly end leaves none in doubt.
   */
  void finish(@Observes ShutdownEvent end) throws InterruptedException {
    if (!underWay.end(config.lease())) {
      LOG.warn("The mail server took too long: mails under way are in doubt");
    }
  }

  private final class Deliverer implements DispatchRun.Deliverer {
    private final InstantSource time;
    private final BookWriter bookWriter;
    private final Map<Senders.Desk, Senders.Sender> known = new ConcurrentHashMap<>();
    private final RenderedTemplates templates = new RenderedTemplates();
    private final Patience patience = smtp.patience(config.lease());

    Deliverer(InstantSource time, BookWriter bookWriter) {
      this.time = time;
      this.bookWriter = bookWriter;
    }

    @Override
    public SmtpConnection connect() {
      return new SmtpConnection(smtp, patience, seal);
    }

    @Override
    public void deliver(Mails.Claimed mail, SmtpConnection connection) {
      Letter letter;
      try {
        letter =
            letterWriter.write(
                mail, known.computeIfAbsent(Senders.Desk.of(mail), senders::of), templates);
      } catch (RuntimeException fault) {
        if (SqlFaults.in(fault).findAny().isPresent()) {
          throw fault;
        }
        LOG.errorf(fault, "Mail %d cannot be written", mail.id());
        books.unwritable(mail, fault);
        return;
      }
      Deadline deadline = Deadline.in(patience.beforeTheMail());
      if (bookWriter.start(mail)) {
        Attempt attempt =
            new Attempt("mail=" + mail.id() + " wave=" + mail.waveId(), mail.attempts() + 1);
        bookWriter.finish(mail, connection.deliver(letter, attempt, time.instant(), deadline));
      }
    }
  }
}
