package io.keypulse.intake;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.keypulse.platform.Refused;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A CSV file after RFC 4180 in UTF-8, with or without byte order mark. It is read to its end before
 * anything is done with it, so that a broken file costs nothing.
 */
record CsvFile(List<CsvRow> rows, List<Verdict> unreadable) {

  static CsvFile read(Path path, Set<String> required, Set<String> optional) {
    try (Reader text = text(path);
        CsvReader<CsvRecord> csv =
            CsvReader.builder()
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text)) {
      return read(csv, required, optional);
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
            "file", "The file is not UTF-8; save it as UTF-8. Nothing was imported.");
      }
      throw fault instanceof UncheckedIOException unchecked
          ? unchecked
          : new UncheckedIOException((IOException) fault);
    }
  }

  private static CsvFile read(
      CsvReader<CsvRecord> csv, Set<String> required, Set<String> optional) {
    List<CsvRow> rows = new ArrayList<>();
    List<Verdict> unreadable = new ArrayList<>();
    List<String> header = List.of();
    for (CsvRecord line : csv) {
      if (header.isEmpty()) {
        header = header(line, required, optional);
      } else if (line.getFieldCount() != header.size()) {
        unreadable.add(
            new Verdict(
                line.getStartingLineNumber(),
                "",
                Rejection.Code.CELL_COUNT,
                "The row has %d cells, the header %d: check quotes and separators."
                    .formatted(line.getFieldCount(), header.size())));
      } else {
        rows.add(row(line, header));
      }
    }
    if (header.isEmpty()) {
      throw Refused.invalid(
          "file",
          "The file is empty; its first line must name the columns " + sorted(required) + ".");
    }
    return new CsvFile(rows, unreadable);
  }

  private static List<String> header(CsvRecord line, Set<String> required, Set<String> optional) {
    List<String> header =
        line.getFields().stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
    Set<String> missing = new HashSet<>(required);
    missing.removeAll(header);
    if (!missing.isEmpty()) {
      throw Refused.invalid(
          "file",
          "The first line lacks the columns " + sorted(missing) + ". Nothing was imported.");
    }
    Set<String> unknown = new HashSet<>(header);
    unknown.removeAll(required);
    unknown.removeAll(optional);
    if (!unknown.isEmpty() || new HashSet<>(header).size() < header.size()) {
      throw Refused.invalid(
          "file",
          "The first line may name each of "
              + sorted(required)
              + " and "
              + sorted(optional)
              + " once and nothing else. Nothing was imported.");
    }
    return header;
  }

  private static CsvRow row(CsvRecord line, List<String> header) {
    Map<String, String> cells = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      cells.put(header.get(i), line.getField(i));
    }
    return new CsvRow(line.getStartingLineNumber(), cells);
  }

  private static Reader text(Path path) throws IOException {
    Reader reader =
        new InputStreamReader(
            Files.newInputStream(path),
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
    Reader buffered = new java.io.BufferedReader(reader, 1 << 16);
    buffered.mark(1);
    if (buffered.read() != '\uFEFF') {
      buffered.reset();
    }
    return buffered;
  }

  private static String reason(CsvParseException broken) {
    Throwable cause = broken.getCause() == null ? broken : broken.getCause();
    return String.valueOf(cause.getMessage());
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }
}
