package io.keypulse;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.Logger;
import org.jspecify.annotations.Nullable;

/** What is written into the log meanwhile, with the faults that are told of. */
public final class LogLines extends Handler implements AutoCloseable {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger logger;
  private final java.util.logging.@Nullable Level before;

  /** Of all categories, as far as it is written at all. */
  public static LogLines all() {
    return new LogLines("");
  }

  /** Of one category, also what is written on demand only. */
  public static LogLines of(Class<?> category) {
    LogLines lines = new LogLines(category.getName());
    lines.logger.setLevel(Level.DEBUG);
    return lines;
  }

  private LogLines(String category) {
    logger = LogContext.getLogContext().getLogger(category);
    before = logger.getLevel();
    logger.addHandler(this);
  }

  public List<String> lines() {
    return lines;
  }

  @Override
  public void publish(LogRecord written) {
    ExtLogRecord line = ExtLogRecord.wrap(written);
    StringWriter thrown = new StringWriter();
    if (line.getThrown() != null) {
      line.getThrown().printStackTrace(new PrintWriter(thrown));
    }
    lines.add(line.getLevel() + " " + line.getFormattedMessage() + thrown);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setLevel(before);
  }
}
