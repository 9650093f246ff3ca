package io.keypulse.intake;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the exports of other systems call our columns; what we do not hold is passed over. */
@SuppressWarnings("ImmutableEnumChecker") // its maps are made by Map.of
enum Preset {
  SALESFORCE(Export.SALESFORCE),
  HUBSPOT(Export.HUBSPOT),
  ODOO(Export.ODOO);

  /** What HubSpot calls a person in the buying centre. */
  private static final Map<String, String> ROLES =
      Map.of(
          "blocker", "GATEKEEPER",
          "legal & compliance", "GATEKEEPER",
          "budget holder", "BUYER",
          "end user", "USER",
          "other", "USER",
          "executive sponsor", "EXECUTIVE");

  private static final Map<String, String> GENDERS =
      Map.of("nonbinary", "DIVERSE", "non-binary", "DIVERSE", "not listed", "");
  private static final Pattern YEAR = Pattern.compile("(?<!\\d)(19|20)\\d{2}(?!\\d)");
  private static final Map<String, String> COUNTRIES =
      names(
          Locale.getISOCountries(), code -> Locale.of("", code).getDisplayCountry(Locale.ENGLISH));
  private static final Map<String, String> LANGUAGES =
      names(Locale.getISOLanguages(), code -> Locale.of(code).getDisplayLanguage(Locale.ENGLISH));

  static {
    COUNTRIES.putAll(
        Map.of(
            "usa", "US",
            "united states of america", "US",
            "uk", "GB",
            "great britain", "GB",
            "czech republic", "CZ",
            "turkey", "TR",
            "viet nam", "VN",
            "korea, republic of", "KR",
            "russian federation", "RU"));
  }

  private final Map<String, Export> exports;

  Preset(Map<String, Export> exports) {
    this.exports = exports;
  }

  /**
   * The preset whose headers these are, of several the one that knows most of them; nothing for our
   * own headers and all others.
   */
  static @Nullable Preset recognised(String kind, List<String> header) {
    if (header.contains("external_id")) {
      return null;
    }
    return Arrays.stream(values())
        .filter(preset -> preset.exports.containsKey(kind))
        .filter(preset -> preset.export(kind).isSignedBy(header))
        .max(Comparator.comparingLong(preset -> preset.known(kind, header)))
        .orElse(null);
  }

  /**
   * The preset that knows most of these headers, which are not ours, where it knows two and half of
   * them at least.
   */
  static Optional<Preset> likeliest(String kind, List<String> header) {
    return Arrays.stream(values())
        .filter(preset -> preset.exports.containsKey(kind))
        .filter(preset -> preset.known(kind, header) >= Math.max(2, (header.size() + 1) / 2))
        .max(Comparator.comparingLong(preset -> preset.known(kind, header)));
  }

  private long known(String kind, List<String> header) {
    return header.stream().filter(export(kind).columns()::containsKey).count();
  }

  /** The {@code source} of ids in its exports. */
  String source() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Our columns by position, of those that the kind knows; the most precise one of several. */
  List<String> columns(String kind, List<String> header, Set<String> known) {
    Map<String, String> ours = exports.containsKey(kind) ? export(kind).columns() : Map.of();
    Set<String> precise =
        header.stream()
            .filter(Preset::isPrecise)
            .map(name -> ours.getOrDefault(name, ""))
            .collect(Collectors.toSet());
    return header.stream()
        .map(
            name -> {
              String column = ours.getOrDefault(name, known.contains(name) ? name : "");
              boolean vague = precise.contains(column) && !isPrecise(name);
              return known.contains(column) && !vague ? column : "";
            })
        .toList();
  }

  private static boolean isPrecise(String name) {
    return name.endsWith("code") || name.startsWith("primary ");
  }

  /**
   * A cell as we write it: exports name countries and languages, tell days of birth, break streets
   * into lines and list all companies of a person, the foremost first.
   */
  String read(String column, String cell) {
    String plain = cell.strip();
    if (this == SALESFORCE && column.endsWith("external_id")) {
      return SalesforceId.full(plain);
    }
    return switch (column) {
      case "account_external_id" -> plain.replaceAll("\\s*;.*", "");
      case "country" -> COUNTRIES.getOrDefault(plain.toLowerCase(Locale.ROOT), plain);
      case "language" -> language(plain);
      case "role" ->
          Arrays.stream(plain.split(";", -1))
              .map(role -> ROLES.getOrDefault(role.strip().toLowerCase(Locale.ROOT), role))
              .collect(Collectors.joining(";"));
      case "gender" -> GENDERS.getOrDefault(plain.toLowerCase(Locale.ROOT), plain);
      case "birth_year" ->
          YEAR.matcher(plain).results().map(MatchResult::group).findFirst().orElse(plain);
      case "street" -> plain.replaceAll("\\s*\\R\\s*", ", ");
      default -> plain;
    };
  }

  private static String language(String name) {
    String plain = name.replaceAll("\\s*[/(].*", "");
    return plain.matches("[a-zA-Z]{2}([_-].*)?")
        ? plain.substring(0, 2).toLowerCase(Locale.ROOT)
        : LANGUAGES.getOrDefault(plain.toLowerCase(Locale.ROOT), name);
  }

  private Export export(String kind) {
    return Objects.requireNonNull(exports.get(kind));
  }

  private static Map<String, String> names(String[] codes, UnaryOperator<String> name) {
    return Arrays.stream(codes)
        .collect(
            Collectors.toMap(
                code -> name.apply(code).toLowerCase(Locale.ROOT),
                code -> code,
                (first, second) -> first,
                HashMap::new));
  }
}
