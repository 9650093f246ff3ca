package io.keypulse.followup;

import io.keypulse.wave.DatabaseCopied;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/** In a copy of the database the mails about cases wait, as those of its waves do. */
@ApplicationScoped
class HeldCaseMails {
  private static final Logger LOG = Logger.getLogger(HeldCaseMails.class);

  @Inject FollowUpMails mails;

  void hold(@Observes DatabaseCopied copy) {
    int held = mails.hold();
    if (held > 0) {
      LOG.errorf("%d mails about cases are held until followUpMailsRelease", held);
    }
  }
}
