package io.keypulse.intake;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** How a file is written, as its sender said or as it was recognised. */
public record Dialect(String encoding, String delimiter, String decimalMark, String datePattern)
    implements Notation {
  static final String ISO = "yyyy-MM-dd";

  private static final Map<String, DateTimeFormatter> DATES = new LinkedHashMap<>();

  static {
    DATES.put(ISO, DateTimeFormatter.ISO_LOCAL_DATE);
    DATES.put("yyyyMMdd", DateTimeFormatter.BASIC_ISO_DATE);
    for (String pattern :
        List.of(
            "yyyy/MM/dd",
            "yyyy.MM.dd",
            "dd.MM.yyyy",
            "dd/MM/yyyy",
            "MM/dd/yyyy",
            "dd-MM-yyyy",
            "MM-dd-yyyy")) {
      String lenientWidth = pattern.replace("yyyy", "uuuu").replace("MM", "M").replace("dd", "d");
      DATES.put(
          pattern,
          DateTimeFormatter.ofPattern(lenientWidth).withResolverStyle(ResolverStyle.STRICT));
    }
  }

  private static final Map<String, Pattern> GROUPED =
      Map.of(
          ",", Pattern.compile("-?[1-9][0-9]{0,2}(,[0-9]{3})+(\\.[0-9]+)?"),
          ".", Pattern.compile("-?[1-9][0-9]{0,2}(\\.[0-9]{3})+(,[0-9]+)?"));

  /** 1e5 is what is left of a number that a spreadsheet has rounded. */
  private static final Pattern PLAIN = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)");

  static List<String> datePatterns() {
    return List.copyOf(DATES.keySet());
  }

  @Override
  public LocalDate date(String text) {
    return date(datePattern, text);
  }

  static LocalDate date(String pattern, String text) {
    DateTimeFormatter format = DATES.get(pattern);
    if (format == null) {
      throw new IllegalArgumentException("Not a known date pattern: " + pattern);
    }
    return LocalDate.parse(text, format);
  }

  @Override
  public BigDecimal number(String text) {
    return number(decimalMark, text);
  }

  /** Thousands may be marked by the other sign, then everywhere. */
  static BigDecimal number(String mark, String text) {
    String group = mark.equals(".") ? "," : ".";
    String plain = text;
    if (text.contains(group)) {
      Pattern grouped = GROUPED.get(group);
      if (grouped == null || !grouped.matcher(text).matches()) {
        throw new NumberFormatException("Not a number with the decimal mark " + mark);
      }
      plain = text.replace(group, "");
    }
    if (!PLAIN.matcher(plain.replace(mark, ".")).matches()) {
      throw new NumberFormatException("Not a number in plain digits");
    }
    return new BigDecimal(plain.replace(mark, "."));
  }
}
