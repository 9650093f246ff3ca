package io.keypulse.intake;

import java.math.BigDecimal;
import java.time.LocalDate;

/** How a file writes days and numbers. */
sealed interface Notation permits Dialect, Probe {
  /**
   * @throws java.time.DateTimeException for anything else than a day
   */
  LocalDate date(String text);

  /**
   * @throws NumberFormatException for anything else than a number
   */
  BigDecimal number(String text);
}
