package io.keypulse.invitation;

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
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Properties;
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

  record Account(
      String host, int port, String username, String password, boolean tls, String folder) {}

  @Scheduled(every = "{keypulse.bounces.tick:1m}", identity = "bounces")
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

  /** Everything unseen; what is in the books is marked as seen. Returns how many were read. */
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
        return unseen.length;
      }
    } catch (MessagingException | IOException fault) {
      LOG.warnf(fault, "The mailbox of undeliverable mails cannot be read; it is tried again");
      return 0;
    }
  }

  private void take(Message message, Instant now) throws MessagingException, IOException {
    if (message.getSize() <= config.largest()) {
      ByteArrayOutputStream source = new ByteArrayOutputStream();
      message.writeTo(source);
      returns.take(ReturnedMail.read(source.toByteArray(), Optional.empty()), now);
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
