package io.keypulse.intake;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.keypulse.platform.Refused;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * A CSV file after RFC 4180, read row by row and never held as a whole.
 *
 * @param header its first line
 */
record CsvFile(CsvReader<CsvRecord> csv, CloseableIterator<CsvRecord> lines, List<String> header)
    implements AutoCloseable {

  /**
   * @throws Refused INVALID for an empty file, and for one that is not CSV or not in this encoding
   *     as soon as that shows
   */
  static CsvFile open(InputStream in, String encoding, String delimiter) {
    return explained(
        () -> {
          CsvReader<CsvRecord> csv =
              CsvReader.builder()
                  .fieldSeparator(delimiter.charAt(0))
                  .allowUnclosedQuote(false)
                  .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                  .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                  .ofCsvRecord(text(in, encoding));
          CloseableIterator<CsvRecord> lines = csv.iterator();
          if (!lines.hasNext()) {
            throw Refused.invalid(
                "file", "The file is empty; its first line must name the columns.");
          }
          return new CsvFile(csv, lines, lines.next().getFields());
        });
  }

  boolean hasNext() {
    return explained(lines::hasNext);
  }

  /** The next row; one with too few or too many cells says so when it is parsed. */
  CsvRow next(Columns columns, Notation notation) {
    return explained(
        () -> {
          if (!lines.hasNext()) {
            throw new NoSuchElementException();
          }
          CsvRecord line = lines.next();
          if (line.getFieldCount() == header.size()) {
            return new CsvRow(
                line.getStartingLineNumber(), columns.cells(line.getFields()), notation, null);
          }
          return new CsvRow(
              line.getStartingLineNumber(),
              Map.of(),
              notation,
              new Rejection(
                  "",
                  Rejection.Code.CELL_COUNT,
                  "The row has %d cells, the header %d: check quotes and separators."
                      .formatted(line.getFieldCount(), header.size())));
        });
  }

  /** Passes over a row that was dealt with before. */
  void skip() {
    explained(lines::next);
  }

  @Override
  public void close() {
    try {
      csv.close();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private interface Reading<T> {
    T read() throws IOException;
  }

  private static <T> T explained(Reading<T> reading) {
    try {
      return reading.read();
    } catch (CsvParseException broken) {
      throw Refused.invalid(
          "file",
          "The file is not CSV as RFC 4180 describes it ("
              + reason(broken)
              + "). Nothing was imported.");
    } catch (UncheckedIOException | IOException fault) {
      if (fault instanceof CharacterCodingException
          || fault.getCause() instanceof CharacterCodingException) {
        throw Refused.invalid(
            "file",
            "The file is neither UTF-8 nor UTF-16 with byte order mark; save it as UTF-8. Nothing was imported.");
      }
      throw fault instanceof UncheckedIOException unchecked
          ? unchecked
          : new UncheckedIOException((IOException) fault);
    }
  }

  private static Reader text(InputStream in, String encoding) throws IOException {
    Reader text =
        new BufferedReader(
            new InputStreamReader(
                in,
                Charset.forName(encoding)
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)),
            1 << 16);
    text.mark(1);
    if (text.read() != '\uFEFF') {
      text.reset();
    }
    return text;
  }

  private static String reason(CsvParseException broken) {
    Throwable cause = broken.getCause() == null ? broken : broken.getCause();
    return String.valueOf(cause.getMessage());
  }
}
