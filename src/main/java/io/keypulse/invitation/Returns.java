package io.keypulse.invitation;

import io.keypulse.account.DoNotAsk;
import io.keypulse.platform.AsSystem;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes into the books what came back, each in a transaction of its own; the same twice once. */
@ApplicationScoped
class Returns {
  private static final Pattern OURS =
      Pattern.compile(
          "<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\\.(?:(t)|r([0-9]{1,3})))?@.*");

  @Inject SentMails mails;
  @Inject ReturnPath returnPath;
  @Inject DoNotAsk doNotAsk;
  @Inject MeterRegistry metrics;
  @Inject InvitationConfig.Bounces config;

  @AsSystem
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void take(ReturnedMail returned, Instant now) {
    Optional<SentMails.Sent> about = about(returned);
    if (about.isEmpty()) {
      count("ignored");
      return;
    }
    SentMails.Sent mail = about.get();
    switch (returned.verdict()) {
      case ReturnedMail.Hard hard -> {
        String reason = "BOUNCED " + hard.status();
        if (mails.markReturned(mail.id(), reason, returned.digest(), now) && hard.address()) {
          doNotAsk.refusedByServer(mail.email(), reason, now);
        }
        count("hard");
      }
      case ReturnedMail.Soft soft -> {
        if (mails.countSoft(mail.id(), returned.digest())
            && mails.softlyBounced(mail.email()) >= config.softLimit()) {
          doNotAsk.refusedByServer(mail.email(), "BOUNCED " + soft.status(), now);
        }
        count("soft");
      }
      case ReturnedMail.Absence absence -> {
        mails.markAbsent(mail.id(), now);
        count("absence");
      }
      case ReturnedMail.Nothing nothing -> count("ignored");
    }
  }

  /** Our mail that this is about; nothing for what we never sent. */
  private Optional<SentMails.Sent> about(ReturnedMail returned) {
    return returned.addresses().stream()
        .flatMap(address -> returnPath.mailId(address).stream())
        .findFirst()
        .flatMap(mails::sent)
        .or(
            () ->
                returned.messageIds().stream().flatMap(id -> byMessageId(id).stream()).findFirst());
  }

  private Optional<SentMails.Sent> byMessageId(String messageId) {
    Matcher ours = OURS.matcher(messageId);
    if (!ours.matches()) {
      return Optional.empty();
    }
    MailKind kind =
        ours.group(2) != null
            ? MailKind.THANKS
            : ours.group(3) != null ? MailKind.REMINDER : MailKind.INVITATION;
    return mails.sent(
        UUID.fromString(ours.group(1)),
        kind,
        ours.group(3) == null ? 0 : Integer.parseInt(ours.group(3)));
  }

  private void count(String verdict) {
    metrics.counter("keypulse.mail.returns", "verdict", verdict).increment();
  }
}
