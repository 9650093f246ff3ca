package io.keypulse.invitation;

import jakarta.mail.MessagingException;

/** The head of a mail: lines of printable ASCII, folded where a space begins the next one. */
final class Headers {
  private static final String CRLF = "\r\n";

  private final StringBuilder text = new StringBuilder(1024);

  /** Whatever could begin a header of its own, or is not ASCII, makes no mail at all. */
  Headers add(String name, String value) throws MessagingException {
    for (int at = 0; at < value.length(); at++) {
      boolean folds = isFold(value, at);
      if (!folds && !isPrintable(value.charAt(at))) {
        throw new MessagingException(name + " has characters that no header has");
      }
      at += folds ? CRLF.length() : 0;
    }
    text.append(name).append(": ").append(value).append(CRLF);
    return this;
  }

  private static boolean isFold(String value, int at) {
    return value.startsWith(CRLF, at)
        && at + CRLF.length() < value.length()
        && isBlank(value.charAt(at + CRLF.length()));
  }

  private static boolean isBlank(char letter) {
    return letter == ' ' || letter == '\t';
  }

  private static boolean isPrintable(char letter) {
    return (letter >= ' ' && letter <= '~') || letter == '\t';
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
