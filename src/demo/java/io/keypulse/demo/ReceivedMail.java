package io.keypulse.demo;

import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A mail as its reader sees it. */
record ReceivedMail(
    long id,
    String to,
    String subject,
    Optional<Instant> sentAt,
    List<HeaderLine> headers,
    String text,
    String html) {
  private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]+");
  static final String ANSWER_PAGE = "/s/";
  private static final Pattern ANSWER_PATH =
      Pattern.compile(ANSWER_PAGE + "[A-Za-z0-9_-]{43}(?=\\?r=)");

  record HeaderLine(String name, String value) {}

  /** A stretch of the text, which may be a link. */
  record Piece(String text, boolean link) {}

  static ReceivedMail read(long id, byte[] source) throws IOException {
    try {
      MimeMessage message = new MimeMessage(null, new ByteArrayInputStream(source));
      return new ReceivedMail(
          id,
          header(message, "To"),
          header(message, "Subject"),
          Optional.ofNullable(message.getSentDate()).map(Date::toInstant),
          headers(message),
          body(message, "text/plain").orElse(""),
          body(message, "text/html").orElse(""));
    } catch (MessagingException broken) {
      throw new IOException("Mail " + id + " cannot be read", broken);
    }
  }

  public List<Piece> pieces() {
    List<Piece> pieces = new ArrayList<>();
    Matcher links = LINK.matcher(text);
    int end = 0;
    while (links.find()) {
      pieces.add(new Piece(text.substring(end, links.start()), false));
      pieces.add(new Piece(links.group(), true));
      end = links.end();
    }
    pieces.add(new Piece(text.substring(end), false));
    return pieces;
  }

  /** The path of the answer page that this mail invites to. */
  Optional<String> answerPath() {
    Matcher path = ANSWER_PATH.matcher(text);
    return path.find() ? Optional.of(path.group()) : Optional.empty();
  }

  private static List<HeaderLine> headers(MimeMessage message) throws MessagingException {
    return Collections.list(message.getAllHeaders()).stream()
        .map(header -> new HeaderLine(header.getName(), decoded(header)))
        .toList();
  }

  private static String header(MimeMessage message, String name) throws MessagingException {
    return Optional.ofNullable(message.getHeader(name, ", "))
        .map(value -> decoded(new Header(name, value)))
        .orElse("");
  }

  private static String decoded(Header header) {
    String value = MimeUtility.unfold(header.getValue());
    try {
      return MimeUtility.decodeText(value);
    } catch (java.io.UnsupportedEncodingException foreign) {
      return value;
    }
  }

  private static Optional<String> body(Part part, String type) throws MessagingException {
    try {
      if (part.isMimeType(type)) {
        return Optional.of(String.valueOf(part.getContent()));
      }
      if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
        for (int i = 0; i < parts.getCount(); i++) {
          @Nullable BodyPart inner = parts.getBodyPart(i);
          Optional<String> found = body(inner, type);
          if (found.isPresent()) {
            return found;
          }
        }
      }
      return Optional.empty();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
