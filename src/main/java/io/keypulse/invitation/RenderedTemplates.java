package io.keypulse.invitation;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The forms that a run of the dispatcher has come to need. */
final class RenderedTemplates {
  private final Map<Alike, Sheet> sheets = new ConcurrentHashMap<>();

  /** What two letters have in common that are written on the same form. */
  record Alike(
      int waveId,
      MailKind kind,
      String language,
      boolean countedOnly,
      boolean everybody,
      boolean hasOpening,
      boolean hasAsker) {
    static Alike of(Mails.Claimed mail, Senders.Sender sender) {
      MailKind kind = mail.mailKind();
      return new Alike(
          mail.waveId(),
          kind,
          mail.language(),
          mail.countedOnly(),
          mail.everybody(),
          kind == MailKind.INVITATION && !mail.opening().isEmpty(),
          sender.asker() != null);
    }
  }

  record Sheet(String subject, Form text, Form html) {}

  Sheet sheet(Alike alike, Function<Alike, Sheet> written) {
    return sheets.computeIfAbsent(alike, written);
  }
}
