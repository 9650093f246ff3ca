package io.keypulse.intake;

import io.keypulse.platform.ExternalId;
import org.jspecify.annotations.Nullable;

/**
 * A row of which there is more to say than that it was taken: its line in the file (the header is
 * line 1), the column at fault, what to do about it, and what the row is called where it comes
 * from.
 *
 * @param source null where that could not be read or says who somebody was; likewise externalId
 */
public record Verdict(
    long line,
    RowVerdict verdict,
    String column,
    Rejection.@Nullable Code code,
    String message,
    @Nullable String source,
    @Nullable String externalId) {

  /** Of a row that is not named, or is known by its line. */
  Verdict(
      long line, RowVerdict verdict, String column, Rejection.@Nullable Code code, String message) {
    this(line, verdict, column, code, message, null, null);
  }

  Verdict of(ExternalId row) {
    return new Verdict(line, verdict, column, code, message, told(row.source()), told(row.value()));
  }

  private static @Nullable String told(String part) {
    return part.isEmpty() ? null : part;
  }
}
