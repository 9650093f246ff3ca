package io.keypulse.invitation;

import io.keypulse.platform.Collisions;
import io.keypulse.platform.Outage;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.search.FlagTerm;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.angus.mail.imap.IMAPSSLStore;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.jboss.logging.Logger;

/** Reads the mailbox that undeliverable mails come into, where there is one. */
@ApplicationScoped
class BounceMailbox {
  private static final Logger LOG = Logger.getLogger(BounceMailbox.class);
  private static final String TIMEOUT = "10000";

  @Inject Returns returns;
  @Inject InvitationConfig.Bounces config;
  @Inject InstantSource clock;

  private final AtomicInteger setAside;

  @Inject
  BounceMailbox(MeterRegistry metrics) {
    setAside = metrics.gauge("keypulse.mail.returns.set.aside", new AtomicInteger());
  }

  record Account(
      String host, int port, String username, String password, boolean tls, String folder) {}

  @Scheduled(every = "{keypulse.bounces.tick}", identity = "bounces")
  void tick() {
    account().ifPresent(account -> read(account, clock.instant()));
  }

  private Optional<Account> account() {
    return config
        .imapHost()
        .map(
            host ->
                new Account(
                    host,
                    config.imapPort(),
                    config.imapUsername().orElse(""),
                    config.imapPassword().orElse(""),
                    config.imapTls(),
                    config.imapFolder()));
  }

  /**
   * Everything unseen; what is in the books is marked as seen. One that cannot be taken is flagged
   * beside that, so that it stops no other and somebody finds it. Returns how many were read.
   */
  int read(Account account, Instant now) {
    try (IMAPStore store = store(account)) {
      store.connect(account.host(), account.port(), account.username(), account.password());
      try (Folder folder = store.getFolder(account.folder())) {
        folder.open(Folder.READ_WRITE);
        Message[] unseen = folder.search(new FlagTerm(new Flags(Flags.Flag.SEEN), false));
        for (Message message : unseen) {
          take(message, now);
          message.setFlag(Flags.Flag.SEEN, true);
        }
        setAside.set(folder.search(new FlagTerm(new Flags(Flags.Flag.FLAGGED), true)).length);
        return unseen.length;
      }
    } catch (MessagingException | OutOfReach fault) {
      LOG.warnf(fault, "The mailbox of undeliverable mails cannot be read; it is tried again");
      return 0;
    }
  }

  /** How many lie aside, as the mailbox was read last. */
  int setAside() {
    return setAside.get();
  }

  private void take(Message message, Instant now) throws MessagingException {
    try {
      if (message.getSize() > config.largest()) {
        setAside(message, "is too large");
        return;
      }
      ByteArrayOutputStream source = new ByteArrayOutputStream();
      message.writeTo(source);
      ReturnedMail returned = ReturnedMail.read(source.toByteArray(), Optional.empty());
      Collisions.outlast(
          () -> {
            returns.take(returned, now);
            return null;
          });
    } catch (Exception fault) {
      if (Outage.is(fault) || !message.getFolder().isOpen()) {
        throw new OutOfReach(fault);
      }
      setAside(message, "cannot be read (" + fault.getClass().getName() + ")");
    }
  }

  private static void setAside(Message message, String why) throws MessagingException {
    message.setFlag(Flags.Flag.FLAGGED, true);
    LOG.errorf(
        "A mail that came back %s; it lies flagged in the mailbox, as message %d",
        why, message.getMessageNumber());
  }

  /** Nothing is wrong with the mail that was being read. */
  private static final class OutOfReach extends RuntimeException {
    OutOfReach(Exception cause) {
      super(cause);
    }
  }

  private static IMAPStore store(Account account) {
    String protocol = account.tls() ? "imaps" : "imap";
    Properties settings = new Properties();
    settings.setProperty("mail." + protocol + ".connectiontimeout", TIMEOUT);
    settings.setProperty("mail." + protocol + ".timeout", TIMEOUT);
    settings.setProperty("mail." + protocol + ".writetimeout", TIMEOUT);
    settings.setProperty("mail." + protocol + ".peek", "true");
    settings.setProperty("mail.imaps.ssl.checkserveridentity", "true");
    Session session = Session.getInstance(settings);
    URLName name = new URLName(protocol, null, -1, null, null, null);
    return account.tls() ? new IMAPSSLStore(session, name) : new IMAPStore(session, name);
  }
}
