package io.keypulse.intake;

import io.keypulse.platform.Decimal;
import io.keypulse.platform.EmailAddress;
import io.keypulse.platform.ExternalId;
import io.keypulse.platform.Refused;
import io.keypulse.platform.Text;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One row of a CSV file, read cell by cell. A cell that cannot be read says why as a {@link
 * Rejection} among the faults, and something stands in for it so that the others are read too.
 */
record CsvRow(
    long line,
    Map<String, String> cells,
    Notation notation,
    @Nullable Rejection unreadable,
    Map<String, Rejection> faults) {
  private static final int LONGEST_TEXT = 200;
  private static final int LONGEST_EXPLANATION = 500;
  private static final Set<String> EXPLANATIONS = Set.of("rationale", "reason", "left_reason");
  private static final int EARLIEST_YEAR = 1900;
  private static final int LATEST_YEAR = 2199;

  CsvRow(long line, Map<String, String> cells, Notation notation, @Nullable Rejection unreadable) {
    this(line, cells, notation, unreadable, new LinkedHashMap<>());
  }

  private <T> T noted(Rejection fault, T standIn) {
    faults.putIfAbsent(fault.column(), fault);
    return standIn;
  }

  /** Whether the file says anything of it, be it that there is nothing. */
  boolean has(String column) {
    return cells.containsKey(column);
  }

  ExternalId id() {
    return new ExternalId(text("source"), text("external_id"));
  }

  /** A thing by its external id, or nothing where the cell is empty. */
  @Nullable ExternalId reference(String column) {
    String value = optionalText(column);
    return value == null ? null : new ExternalId(sourceOf(column), value);
  }

  ExternalId requiredReference(String column) {
    return new ExternalId(sourceOf(column), text(column));
  }

  /** {@code account_source} beside {@code account_external_id}, for things of another system. */
  private String sourceOf(String column) {
    String other = optionalText(Columns.sourceOf(column));
    return other == null ? text("source") : other;
  }

  String text(String column) {
    String value = optionalText(column);
    return value == null
        ? noted(new Rejection(column, Rejection.Code.MISSING, "Fill in " + column + "."), "")
        : value;
  }

  @Nullable String optionalText(String column) {
    String value = cells.getOrDefault(column, "").strip();
    int longest = EXPLANATIONS.contains(column) ? LONGEST_EXPLANATION : LONGEST_TEXT;
    if (value.length() > longest) {
      noted(invalid(column, "Shorten it to at most " + longest + " characters."), value);
    } else if (!Text.isPlain(value)) {
      noted(
          invalid(
              column,
              "Remove line breaks, control characters and invisible ones that change the direction of text."),
          value);
    }
    return value.isEmpty() ? null : value;
  }

  String email(String column) {
    return address(column, text(column));
  }

  @Nullable String optionalEmail(String column) {
    String text = optionalText(column);
    return text == null ? null : address(column, text);
  }

  private String address(String column, String text) {
    return EmailAddress.normalise(text)
        .orElseGet(
            () ->
                noted(
                    invalid(
                        column,
                        "Write one plain address such as ana@example.com, ASCII before the @."),
                    text));
  }

  LocalDate date(String column) {
    LocalDate date =
        parsed(column, notation::date, LocalDate.EPOCH, "Write a date as " + example() + ".");
    return date.getYear() < EARLIEST_YEAR || date.getYear() > LATEST_YEAR
        ? noted(
            invalid(column, "Write a year from " + EARLIEST_YEAR + " to " + LATEST_YEAR + "."),
            date)
        : date;
  }

  @Nullable LocalDate optionalDate(String column) {
    return optionalText(column) == null ? null : date(column);
  }

  BigDecimal amount(String column) {
    return checked(column, number(column), amount -> new Decimal(amount).amount(column));
  }

  /** Of goods: kilograms and hours have more decimals than money. */
  @Nullable BigDecimal optionalQuantity(String column) {
    return optionalText(column) == null
        ? null
        : checked(column, number(column), quantity -> new Decimal(quantity).quantity(column));
  }

  BigDecimal number(String column) {
    return parsed(
        column,
        notation::number,
        BigDecimal.ZERO,
        notation instanceof Dialect dialect && dialect.decimalMark().equals(",")
            ? "Write an amount as 1234,50."
            : "Write an amount as 1234.50.");
  }

  @Nullable BigDecimal optionalAmount(String column) {
    return optionalText(column) == null ? null : amount(column);
  }

  boolean yesOrNo(String column, boolean whenEmpty) {
    String value = optionalText(column);
    if (value == null) {
      return whenEmpty;
    }
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "1" -> true;
      case "false", "no", "0" -> false;
      default -> noted(invalid(column, "Write true or false."), whenEmpty);
    };
  }

  <E extends Enum<E>> @Nullable E optionalOneOf(String column, Class<E> type) {
    return optionalText(column) == null ? null : oneOf(column, type);
  }

  <E extends Enum<E>> E oneOf(String column, Class<E> type) {
    return oneOf(column, text(column), type);
  }

  /** Several, each once, parted by semicolons. */
  <E extends Enum<E>> List<E> someOf(String column, Class<E> type) {
    text(column);
    return parts(column).map(part -> oneOf(column, part, type)).distinct().toList();
  }

  private <E extends Enum<E>> E oneOf(String column, String text, Class<E> type) {
    String value = text.toUpperCase(Locale.ROOT).replace(' ', '_');
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equals(value))
        .findFirst()
        .orElseGet(
            () ->
                noted(
                    invalid(column, "Use one of " + Arrays.toString(type.getEnumConstants()) + "."),
                    type.getEnumConstants()[0]));
  }

  String matching(String column, String pattern, String advice) {
    String value = text(column);
    return value.matches(pattern) ? value : noted(invalid(column, advice), value);
  }

  /** A text that has to pass the same check as in a form. */
  String checked(String column, UnaryOperator<String> check) {
    return checked(column, text(column), check);
  }

  @Nullable String optionalChecked(String column, UnaryOperator<String> check) {
    return optionalText(column) == null ? null : checked(column, check);
  }

  /** Any number of texts parted by semicolons, each of which has to pass the check. */
  List<String> several(String column, UnaryOperator<String> check) {
    return parts(column).map(part -> checked(column, part, check)).distinct().toList();
  }

  private Stream<String> parts(String column) {
    String text = optionalText(column);
    return text == null
        ? Stream.empty()
        : Arrays.stream(text.split(";", -1)).map(String::strip).filter(part -> !part.isEmpty());
  }

  /** A value that has to pass the same check as in a form. */
  <T> T checked(String column, T value, UnaryOperator<T> check) {
    try {
      return check.apply(value);
    } catch (Refused refused) {
      return noted(invalid(column, String.valueOf(refused.getMessage())), value);
    }
  }

  @Nullable Integer optionalYear(String column) {
    String value = optionalText(column);
    if (value != null && !value.matches("(19|20)[0-9]{2}")) {
      return noted(invalid(column, "Write a year from 1900 to 2099."), EARLIEST_YEAR);
    }
    return value == null ? null : Integer.valueOf(value);
  }

  Rejection invalid(String column, String message) {
    return new Rejection(column, Rejection.Code.INVALID, message);
  }

  private String example() {
    return notation instanceof Dialect dialect && !dialect.datePattern().equals(Dialect.ISO)
        ? dialect.datePattern()
        : "2026-01-31";
  }

  private <T> T parsed(String column, Function<String, T> parse, T standIn, String advice) {
    try {
      return parse.apply(text(column));
    } catch (DateTimeException | NumberFormatException unreadable) {
      return noted(invalid(column, advice), standIn);
    }
  }
}
