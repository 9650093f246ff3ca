package io.keypulse.intake;

import io.keypulse.platform.Refused;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The first reading of a file, to its end: it is CSV, its header fits its kind, and this is how it
 * is written. Nothing is imported before.
 */
record Inspection(Dialect dialect, Columns columns, int rows) {
  private static final int ROWS_PROBED = 2000;

  static Inspection of(Path file, Importer<?> importer, ImportOrder order) {
    String encoding = encoding(file);
    String delimiter = order.delimiter() == null ? delimiter(file, encoding) : order.delimiter();
    Probe probe = new Probe();
    try (CsvFile csv = CsvFile.open(Files.newInputStream(file), encoding, delimiter)) {
      Columns columns = Columns.of(csv.header(), importer, order);
      int rows = 0;
      while (csv.hasNext()) {
        if (rows < ROWS_PROBED || (order.decimalMark() == null && probe.awaitsAMark())) {
          listen(csv.next(columns, probe), importer);
        } else {
          csv.skip();
        }
        rows++;
      }
      return new Inspection(
          new Dialect(
              encoding,
              delimiter,
              given(order.decimalMark(), probe::decimalMark),
              given(order.datePattern(), probe::datePattern)),
          columns,
          rows);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static String given(@Nullable String said, Supplier<String> recognised) {
    return said == null ? recognised.get() : said;
  }

  /** Only to hear which cells are days and numbers; what else is wrong shows when it is put in. */
  private static void listen(CsvRow row, Importer<?> importer) {
    try {
      importer.parse(row);
    } catch (Rejection | Refused | IllegalArgumentException laterTold) {
      return;
    }
  }

  private static String encoding(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      int first = in.read();
      int second = in.read();
      if (first == 0xFE && second == 0xFF) {
        return "UTF-16BE";
      }
      return first == 0xFF && second == 0xFE ? "UTF-16LE" : "UTF-8";
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** Whichever of them stands most often between the names of the first line. */
  private static String delimiter(Path file, String encoding) {
    try (BufferedReader text =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), Charset.forName(encoding)))) {
      char[] start = new char[1 << 13];
      int length = Math.max(text.read(start), 0);
      String line = new String(start, 0, length).replaceAll("\"[^\"]*\"", "").split("\\R", 2)[0];
      String best = ",";
      for (String candidate : ImportOrder.DELIMITERS) {
        if (times(candidate, line) > times(best, line)) {
          best = candidate;
        }
      }
      return best;
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static long times(String delimiter, String line) {
    return line.chars().filter(one -> one == delimiter.charAt(0)).count();
  }
}
