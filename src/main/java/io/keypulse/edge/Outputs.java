package io.keypulse.edge;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values of Java as they are written into an answer. */
final class Outputs {
  private Outputs() {}

  /** Counted among the values that this answer may hold. */
  static @Nullable Object of(@Nullable Object value) {
    @Nullable Object written = plain(value);
    Loads.CURRENT.get().bounds().write(written);
    return written;
  }

  private static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Optional<?> optional -> optional.map(Outputs::plain).orElse(null);
      case LocalDate date -> date.toString();
      case OffsetDateTime time -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
      default -> value;
    };
  }
}
