package io.keypulse.invitation;

import io.keypulse.platform.Sha256;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.dsn.DeliveryStatus;
import org.jspecify.annotations.Nullable;

/**
 * What came back to the address that bounces go to: a delivery status notification (RFC 3464), an
 * automatic reply (RFC 3834), or nothing that we have to know.
 *
 * @param addresses it was sent to, where one of them may tell which mail came back
 * @param messageIds of mails that it is about
 * @param digest the same for the same mail, brought twice
 */
record ReturnedMail(
    Verdict verdict, List<String> addresses, List<String> messageIds, String digest) {
  private static final Pattern STATUS =
      Pattern.compile("\\b([245])\\.([0-9]{1,3})\\.([0-9]{1,3})\\b");
  private static final Pattern ID = Pattern.compile("<[^<>\\s]{1,250}>");
  private static final List<String> DELIVERED_TO =
      List.of("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To");
  private static final int MOST_PARTS = 10;

  sealed interface Verdict {}

  /**
   * The mail did not get there.
   *
   * @param address whether it is the address that is wrong, and not its mailbox that is full or our
   *     mail that is not liked
   */
  record Hard(String status, boolean address) implements Verdict {}

  /** It has not got there yet, or not this time. */
  record Soft(String status) implements Verdict {}

  /** The person is away. */
  record Absence() implements Verdict {}

  record Nothing() implements Verdict {}

  /**
   * @param recipient of the envelope, where whoever brings it knows
   */
  static ReturnedMail read(byte[] source, Optional<String> recipient) {
    List<String> addresses = new ArrayList<>(recipient.stream().toList());
    List<String> ids = new ArrayList<>();
    try {
      MimeMessage message = new MimeMessage(null, new ByteArrayInputStream(source));
      for (String name : DELIVERED_TO) {
        addresses.addAll(values(message.getHeader(name)));
      }
      for (String name : List.of("In-Reply-To", "References")) {
        ids.addAll(ids(values(message.getHeader(name))));
      }
      return new ReturnedMail(verdict(message, ids), addresses, ids, Sha256.hex(source));
    } catch (MessagingException | IOException | RuntimeException unreadable) {
      return new ReturnedMail(new Nothing(), addresses, ids, Sha256.hex(source));
    }
  }

  private static Verdict verdict(MimeMessage message, List<String> ids)
      throws MessagingException, IOException {
    ContentType type = type(message.getContentType());
    if (type != null && type.match("multipart/report")) {
      return report(message.getRawInputStream(), type, ids);
    }
    if (type != null && type.match("multipart/mixed")) {
      Optional<Verdict> wrapped = wrapped(message, ids);
      if (wrapped.isPresent()) {
        return wrapped.get();
      }
    }
    return isAutomatic(message) ? new Absence() : new Nothing();
  }

  /** Gateways that add a disclaimer put the report into a mail of their own. */
  private static Optional<Verdict> wrapped(MimeMessage message, List<String> ids)
      throws MessagingException, IOException {
    for (MimeBodyPart part : parts(message.getRawInputStream(), message.getContentType())) {
      ContentType type = type(part.getContentType());
      if (type != null && type.match("multipart/report")) {
        return Optional.of(report(part.getRawInputStream(), type, ids));
      }
    }
    return Optional.empty();
  }

  private static List<MimeBodyPart> parts(InputStream source, String type)
      throws MessagingException, IOException {
    MimeMultipart all = new MimeMultipart(new ByteArrayDataSource(source, type));
    List<MimeBodyPart> parts = new ArrayList<>();
    for (int place = 0; place < Math.min(all.getCount(), MOST_PARTS); place++) {
      parts.add((MimeBodyPart) all.getBodyPart(place));
    }
    return parts;
  }

  private static Verdict report(InputStream source, ContentType type, List<String> ids)
      throws MessagingException, IOException {
    if (!"delivery-status".equalsIgnoreCase(type.getParameter("report-type"))) {
      return new Nothing();
    }
    Verdict verdict = new Nothing();
    for (MimeBodyPart part : parts(source, type.toString())) {
      if (part.isMimeType("message/delivery-status")
          || part.isMimeType("message/global-delivery-status")) {
        verdict = verdict(new DeliveryStatus(part.getInputStream()));
      } else if (part.isMimeType("message/rfc822")
          || part.isMimeType("text/rfc822-headers")
          || part.isMimeType("message/rfc822-headers")) {
        InternetHeaders original = new InternetHeaders(part.getInputStream());
        ids.addAll(ids(values(original.getHeader("Message-ID"))));
      }
    }
    return verdict;
  }

  /** Of the one recipient that each of our mails has. */
  private static Verdict verdict(DeliveryStatus report) throws MessagingException {
    for (int place = 0; place < report.getRecipientDSNCount(); place++) {
      InternetHeaders recipient = report.getRecipientDSN(place);
      String action = first(recipient.getHeader("Action")).toLowerCase(Locale.ROOT);
      Matcher status = STATUS.matcher(first(recipient.getHeader("Status")));
      if (!status.find()) {
        continue;
      }
      String code = status.group();
      if (action.equals("failed") && status.group(1).equals("5")) {
        return new Hard(code, isAboutTheAddress(status.group(2), status.group(3)));
      }
      if (action.equals("failed") || action.equals("delayed")) {
        return new Soft(code);
      }
    }
    return new Nothing();
  }

  /**
   * RFC 3463: not our own address (1.7, 1.8), not a full mailbox (2.2), not the route (4), not what
   * we sent (3, 6) or policy (7).
   */
  private static boolean isAboutTheAddress(String subject, String detail) {
    return switch (subject) {
      case "0", "5" -> true;
      case "1" -> !detail.equals("7") && !detail.equals("8");
      case "2" -> !detail.equals("2");
      default -> false;
    };
  }

  private static boolean isAutomatic(MimeMessage message) throws MessagingException {
    String submitted = first(message.getHeader("Auto-Submitted")).toLowerCase(Locale.ROOT);
    return submitted.startsWith("auto-replied")
        || submitted.startsWith("auto-generated")
        || message.getHeader("X-Autoreply") != null
        || message.getHeader("X-Autorespond") != null
        || first(message.getHeader("Precedence")).toLowerCase(Locale.ROOT).equals("auto_reply");
  }

  private static @Nullable ContentType type(@Nullable String text) {
    try {
      return text == null ? null : new ContentType(text);
    } catch (MessagingException unreadable) {
      return null;
    }
  }

  private static List<String> values(String @Nullable [] headers) {
    return headers == null ? Collections.emptyList() : List.of(headers);
  }

  private static String first(String @Nullable [] headers) {
    return headers == null || headers.length == 0 ? "" : headers[0].strip();
  }

  private static List<String> ids(List<String> headers) {
    return headers.stream()
        .flatMap(header -> ID.matcher(header).results().map(found -> found.group()))
        .toList();
  }
}
