package io.keypulse.intake;

import io.keypulse.platform.Refused;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Listens to how the days and numbers of a file's first rows are written, and recognises it; what
 * can be read in two ways is asked back and never guessed.
 */
final class Probe implements Notation {
  private static final int ENOUGH = 1000;
  private static final Map<String, String> MIRRORED =
      Map.of("dd/MM/yyyy", "MM/dd/yyyy", "dd-MM-yyyy", "MM-dd-yyyy");

  private final Set<String> dates = new LinkedHashSet<>();
  private final Set<String> marked = new LinkedHashSet<>();
  private boolean plain;

  @Override
  public LocalDate date(String text) {
    if (dates.size() < ENOUGH) {
      dates.add(text);
    }
    return LocalDate.EPOCH;
  }

  @Override
  public BigDecimal number(String text) {
    if (!text.contains(".") && !text.contains(",")) {
      plain = true;
    } else if (marked.size() < ENOUGH) {
      marked.add(text);
    }
    return BigDecimal.ONE;
  }

  /** There are numbers, and none of them has shown a mark so far. */
  boolean awaitsAMark() {
    return plain && marked.isEmpty();
  }

  /**
   * The pattern that reads most of the days; ISO where there are none.
   *
   * @throws Refused INVALID when day and month may be either
   */
  String datePattern() {
    MIRRORED.forEach(this::refuseIfEither);
    String best = Dialect.ISO;
    for (String pattern : Dialect.datePatterns()) {
      if (readable(pattern) > readable(best)) {
        best = pattern;
      }
    }
    return best;
  }

  /** The same texts read day first and month first: some must exclude one way, none the other. */
  private void refuseIfEither(String dayFirst, String monthFirst) {
    boolean onlyDayFirst = false;
    boolean onlyMonthFirst = false;
    String either = null;
    for (String text : dates) {
      Optional<LocalDate> one = read(dayFirst, text);
      Optional<LocalDate> other = read(monthFirst, text);
      onlyDayFirst |= one.isPresent() && other.isEmpty();
      onlyMonthFirst |= one.isEmpty() && other.isPresent();
      if (one.isPresent() && other.isPresent() && !one.equals(other) && either == null) {
        either = text;
      }
    }
    if (either != null && onlyDayFirst == onlyMonthFirst) {
      throw Refused.invalid(
          "date",
          "%s may be %s (date=%s) or %s (date=%s): say which with the parameter date. Nothing was imported."
              .formatted(
                  either,
                  read(dayFirst, either).orElseThrow(),
                  dayFirst,
                  read(monthFirst, either).orElseThrow(),
                  monthFirst));
    }
  }

  private long readable(String pattern) {
    return dates.stream().filter(text -> read(pattern, text).isPresent()).count();
  }

  private static Optional<LocalDate> read(String pattern, String text) {
    return attempt(text, one -> Dialect.date(pattern, one));
  }

  /**
   * A point where no number has a mark at all.
   *
   * @throws Refused INVALID when the marks may be either
   */
  String decimalMark() {
    boolean onlyPoint = false;
    boolean onlyComma = false;
    String either = null;
    for (String text : marked) {
      Optional<BigDecimal> point = attempt(text, one -> Dialect.number(".", one));
      Optional<BigDecimal> comma = attempt(text, one -> Dialect.number(",", one));
      onlyPoint |= point.isPresent() && comma.isEmpty();
      onlyComma |= point.isEmpty() && comma.isPresent();
      if (point.isPresent() && comma.isPresent() && either == null) {
        either = text;
      }
    }
    if (either != null && onlyPoint == onlyComma) {
      throw Refused.invalid(
          "decimal",
          "%s may be %s (decimal=.) or %s (decimal=,): say which with the parameter decimal. Nothing was imported."
              .formatted(either, plain(".", either), plain(",", either)));
    }
    return onlyComma && !onlyPoint ? "," : ".";
  }

  private static String plain(String mark, String text) {
    return Dialect.number(mark, text).stripTrailingZeros().toPlainString();
  }

  private static <T> Optional<T> attempt(String text, Function<String, T> read) {
    try {
      return Optional.of(read.apply(text));
    } catch (DateTimeException | NumberFormatException unreadable) {
      return Optional.empty();
    }
  }
}
