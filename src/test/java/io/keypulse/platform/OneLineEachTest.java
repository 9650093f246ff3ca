package io.keypulse.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DateTimeException;
import java.util.List;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

class OneLineEachTest {
  private static final String FORGED = "foo\n07:35:00 ERROR Forged\u001b[2J\u2028more";

  @Test
  void whatSomebodySentMakesNoLineOfItsOwn() {
    ExtLogRecord line =
        new ExtLogRecord(
            Level.ERROR, "Asked for %s", ExtLogRecord.FormatStyle.PRINTF, getClass().getName());
    line.setParameters(new Object[] {FORGED});
    Exception cause = new IllegalArgumentException(FORGED);
    cause.addSuppressed(new DateTimeException(FORGED));
    line.setThrown(new IllegalStateException("Text " + FORGED, cause));
    assertTrue(new OneLineEach().isLoggable(line));
    String written = new PatternFormatter("%p %s%e%n").format(line);
    assertEquals(
        List.of(), written.lines().filter(one -> one.startsWith("07:35:00")).toList(), written);
    assertFalse(written.contains("\u001b") || written.contains("\u2028"), written);
    assertTrue(written.contains("Asked for foo\\u000a07:35:00 ERROR Forged\\u001b[2J"), written);
    assertTrue(written.contains("IllegalStateException: Text foo\\u000a"), written);
    assertTrue(written.contains("Caused by: java.lang.IllegalArgumentException: foo"), written);
    assertTrue(written.contains("OneLineEachTest.java"), written);
  }
}
