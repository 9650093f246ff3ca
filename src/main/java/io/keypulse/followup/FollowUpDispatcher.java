package io.keypulse.followup;

import io.keypulse.invitation.Attempt;
import io.keypulse.invitation.Postman;
import io.keypulse.platform.SqlFaults;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Sends the mails about cases, on every replica at once: claims in one transaction, sends outside
 * any, marks in another.
 */
@ApplicationScoped
public class FollowUpDispatcher {
  private static final Logger LOG = Logger.getLogger(FollowUpDispatcher.class);

  @Inject FollowUpMailBooks books;
  @Inject FollowUpLetter letters;
  @Inject Postman postman;
  @Inject FollowUpConfig config;
  @Inject InstantSource clock;

  @Scheduled(
      every = "{keypulse.dispatch.tick}",
      identity = "follow-up-mails",
      executeWith = Scheduled.SIMPLE,
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void tick() {
    dispatch(clock);
  }

  /** Sends until nothing is due; returns how many mails were attempted. */
  public int dispatch(InstantSource time) {
    int attempted = 0;
    List<FollowUpMailMoves.Claimed> due = books.claim(time.instant());
    while (!due.isEmpty()) {
      carry(due, time);
      attempted += due.size();
      due = books.claim(time.instant());
    }
    return attempted;
  }

  private void carry(List<FollowUpMailMoves.Claimed> due, InstantSource time) {
    try (Postman.Round round = postman.round(config.lease())) {
      for (FollowUpMailMoves.Claimed mail : due) {
        try {
          carry(mail, round, time.instant());
        } catch (RuntimeException fault) {
          LOG.errorf(
              fault, "Mail %d stays in the hands of this replica until its lease ends", mail.id());
        }
      }
    }
  }

  private void carry(FollowUpMailMoves.Claimed mail, Postman.Round round, Instant now) {
    MailContents.Content content = books.content(mail, now);
    if (content.hindrance() != null) {
      books.skip(mail, content, now);
      return;
    }
    Postman.Written letter;
    try {
      letter = letters.of(content, mail.key());
    } catch (RuntimeException fault) {
      if (SqlFaults.in(fault).findAny().isPresent()) {
        throw fault;
      }
      LOG.errorf(fault, "Mail %d about a follow-up cannot be written", mail.id());
      books.unwritable(mail, content, fault, now);
      return;
    }
    if (books.start(mail, content, now)) {
      Attempt attempt = new Attempt("caseMail=" + mail.id(), mail.attempts() + 1);
      books.record(mail, content, round.send(letter, attempt, now), now);
    }
  }
}
