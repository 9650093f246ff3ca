package io.keypulse.platform;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtLogRecord;
import org.jspecify.annotations.Nullable;

/**
 * What somebody sent may stand in a message of the log or of a fault: its control characters are
 * written as numbers, so that it makes no line of its own and paints nothing on a screen.
 */
@LoggingFilter(name = "one-line-each")
public final class OneLineEach implements Filter {
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\u2028\\u2029&&[^\\t]]");
  private static final int MOST_CAUSES = 20;

  /** A fault as it was, but for its words. */
  @SuppressWarnings("OverrideThrowableToString")
  private static final class Plain extends Throwable {
    private final String words;

    Plain(Throwable fault, int causes) {
      super(null, cause(fault, causes), true, true);
      words = plain(fault.toString());
      setStackTrace(fault.getStackTrace());
      for (Throwable suppressed : fault.getSuppressed()) {
        if (causes > 0) {
          addSuppressed(new Plain(suppressed, causes - 1));
        }
      }
    }

    private static @Nullable Throwable cause(Throwable fault, int causes) {
      return fault.getCause() == null || causes == 0
          ? null
          : new Plain(fault.getCause(), causes - 1);
    }

    @Override
    public String toString() {
      return words;
    }
  }

  @Override
  public boolean isLoggable(LogRecord written) {
    ExtLogRecord line = ExtLogRecord.wrap(written);
    String message = line.getFormattedMessage();
    if (message != null && CONTROLS.matcher(message).find()) {
      written.setParameters(null);
      if (written instanceof ExtLogRecord own) {
        own.setMessage(plain(message), ExtLogRecord.FormatStyle.NO_FORMAT);
      } else {
        written.setMessage(plain(message));
      }
    }
    if (written.getThrown() != null && !(written.getThrown() instanceof Plain)) {
      written.setThrown(new Plain(written.getThrown(), MOST_CAUSES));
    }
    return true;
  }

  private static String plain(String text) {
    return CONTROLS
        .matcher(text)
        .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
  }
}
