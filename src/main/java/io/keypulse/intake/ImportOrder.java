package io.keypulse.intake;

import io.keypulse.platform.Channel;
import io.keypulse.platform.Refused;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the sender of a file says about it; what is left open is recognised. */
record ImportOrder(
    String fileName,
    ImportMode mode,
    @Nullable Preset preset,
    Map<String, String> defaults,
    @Nullable String delimiter,
    @Nullable String decimalMark,
    @Nullable String datePattern) {
  private static final int LONGEST_NAME = 200;
  static final List<String> DELIMITERS = List.of(",", ";", "\t", "|");

  static ImportOrder named(String fileName) {
    return new ImportOrder(fileName, ImportMode.UPSERT, null, Map.of(), null, null, null);
  }

  /**
   * As the parameters of a request say it.
   *
   * @throws Refused INVALID, naming the parameter
   */
  static ImportOrder of(
      @Nullable String fileName,
      @Nullable String mode,
      @Nullable String preset,
      @Nullable String source,
      @Nullable String channel,
      List<String> defaults,
      @Nullable String delimiter,
      @Nullable String decimal,
      @Nullable String date) {
    Map<String, String> values = new HashMap<>();
    for (String one : defaults) {
      int colon = one.indexOf(':');
      if (colon < 1) {
        throw Refused.invalid("default", "Write default=column:value, for example language:en.");
      }
      values.put(
          one.substring(0, colon).strip().toLowerCase(Locale.ROOT), one.substring(colon + 1));
    }
    if (source != null && !source.isBlank()) {
      values.put("source", source.strip());
    }
    if (channel != null) {
      values.put(ToldChannel.COLUMN, oneOf("channel", Channel.class, channel).name());
    }
    return new ImportOrder(
        cleaned(fileName),
        mode == null ? ImportMode.UPSERT : oneOf("mode", ImportMode.class, mode),
        preset == null ? null : oneOf("preset", Preset.class, preset),
        values,
        delimiter == null
            ? null
            : oneOf("delimiter", DELIMITERS, delimiter.equalsIgnoreCase("tab") ? "\t" : delimiter),
        decimal == null ? null : oneOf("decimal", List.of(".", ","), decimal),
        date == null ? null : oneOf("date", Dialect.datePatterns(), date));
  }

  private static String cleaned(@Nullable String fileName) {
    String plain =
        fileName == null
            ? ""
            : fileName.replaceAll(".*[/\\\\]", "").replaceAll("\\p{Cntrl}|\\p{Cf}", "").strip();
    return plain.isEmpty()
        ? "file.csv"
        : plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
  }

  private static <E extends Enum<E>> E oneOf(String parameter, Class<E> type, String given) {
    String name = given.toUpperCase(Locale.ROOT);
    return Arrays.stream(type.getEnumConstants())
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                Refused.invalid(
                    parameter, "Use one of " + Arrays.toString(type.getEnumConstants()) + "."));
  }

  private static String oneOf(String parameter, List<String> values, String given) {
    if (!values.contains(given)) {
      throw Refused.invalid(parameter, "Use one of " + values + " (tab may be written so).");
    }
    return given;
  }
}
