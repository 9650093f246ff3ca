package io.keypulse.intake;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.keypulse.platform.Spreadsheet;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The verdict of every row of a job as CSV, read from the books piece by piece. */
@ApplicationScoped
class VerdictsCsv {
  private static final int STRETCHES_AT_ONCE = 20;

  @Inject ImportVerdicts verdicts;

  void write(long jobId, OutputStream out) throws IOException {
    try (CsvWriter csv =
        CsvWriter.builder().build(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
      csv.writeRecord("line", "verdict", "column", "code", "message", "source", "external_id");
      List<ImportVerdicts.Stretch> stretches = stretches(jobId, 0);
      while (!stretches.isEmpty()) {
        for (ImportVerdicts.Stretch stretch : stretches) {
          write(jobId, stretch, csv);
        }
        stretches = stretches(jobId, stretches.getLast().firstLine());
      }
    }
  }

  private void write(long jobId, ImportVerdicts.Stretch stretch, CsvWriter csv) {
    int first = stretch.firstLine();
    Map<Long, Verdict> details =
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    verdicts.between(jobId, first, first + stretch.letters().length() - 1).stream()
                        .map(ImportVerdicts.Detail::view)
                        .collect(Collectors.toMap(Verdict::line, Function.identity())));
    for (int i = 0; i < stretch.letters().length(); i++) {
      Verdict verdict =
          details.getOrDefault(
              (long) first + i,
              new Verdict(
                  first + i, RowVerdict.ofLetter(stretch.letters().charAt(i)), "", null, ""));
      csv.writeRecord(
          Long.toString(verdict.line()),
          verdict.verdict().name(),
          Spreadsheet.harmless(verdict.column()),
          verdict.code() == null ? "" : verdict.code().name(),
          Spreadsheet.harmless(verdict.message()),
          told(verdict.source()),
          told(verdict.externalId()));
    }
  }

  private static String told(@Nullable String part) {
    return part == null ? "" : Spreadsheet.harmless(part);
  }

  private List<ImportVerdicts.Stretch> stretches(long jobId, int afterLine) {
    return QuarkusTransaction.requiringNew()
        .call(() -> verdicts.stretches(jobId, afterLine, STRETCHES_AT_ONCE));
  }
}
