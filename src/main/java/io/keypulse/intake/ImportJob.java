package io.keypulse.intake;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code import_job}: what its sender said, and how far it has come. */
record ImportJob(
    long id,
    String kind,
    String fileName,
    String modeName,
    String stateName,
    @Nullable String presetName,
    String defaults,
    String encoding,
    String delimiter,
    String decimalMark,
    String datePattern,
    String headersPassedOver,
    int rows,
    int rowsDone,
    int created,
    int updated,
    int unchanged,
    int parked,
    int rejected,
    int resolved,
    @Nullable Integer requestedBy,
    String requestedByName,
    Instant requestedAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    int fence) {
  static final String COLUMNS =
      """
      id, kind, file_name, mode as mode_name, state as state_name, preset as preset_name,
      cast(defaults as text) as defaults, encoding, delimiter, decimal_mark, date_pattern,
      array_to_string(passed_over, chr(9)) as headers_passed_over, rows, rows_done, created,
      updated, unchanged, parked, rejected, resolved, requested_by, requested_by_name, requested_at, started_at,
      ended_at, fence
      """;

  ImportMode mode() {
    return ImportMode.valueOf(modeName);
  }

  ImportState state() {
    return ImportState.valueOf(stateName);
  }

  @Nullable Preset preset() {
    return presetName == null ? null : Preset.valueOf(presetName);
  }

  /** Columns of the file that nothing here holds. */
  List<String> passedOver() {
    return headersPassedOver.isEmpty() ? List.of() : List.of(headersPassedOver.split("\t", -1));
  }

  Dialect dialect() {
    return new Dialect(encoding, delimiter, decimalMark, datePattern);
  }
}
