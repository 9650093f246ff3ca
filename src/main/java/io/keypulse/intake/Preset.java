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
  SALESFORCE(
      Map.of(
          "accounts",
          new Export(
              Set.of("id", "name"),
              Map.of(
                  "id", "external_id",
                  "name", "name",
                  "parentid", "parent_external_id",
                  "billingcountrycode", "country",
                  "billingcountry", "country",
                  "industry", "segment")),
          "contacts",
          new Export(
              Set.of("id", "accountid"),
              Map.ofEntries(
                  Map.entry("id", "external_id"),
                  Map.entry("accountid", "account_external_id"),
                  Map.entry("name", "name"),
                  Map.entry("firstname", "given_name"),
                  Map.entry("lastname", "family_name"),
                  Map.entry("email", "email"),
                  Map.entry("title", "job_title"),
                  Map.entry("department", "occupation"),
                  Map.entry("phone", "phone"),
                  Map.entry("mobilephone", "mobile_phones"),
                  Map.entry("homephone", "private_phones"),
                  Map.entry("otherphone", "other_phones"),
                  Map.entry("reportstoid", "reports_to_external_id"),
                  Map.entry("mailingstreet", "street"),
                  Map.entry("mailingpostalcode", "postal_code"),
                  Map.entry("mailingcity", "city"),
                  Map.entry("mailingstate", "region"),
                  Map.entry("mailingcountrycode", "country"),
                  Map.entry("mailingcountry", "country"),
                  Map.entry("birthdate", "birth_year"),
                  Map.entry("genderidentity", "gender"))))),
  HUBSPOT(
      Map.of(
          "accounts",
          new Export(
              Set.of("record id", "company name"),
              Map.of(
                  "record id", "external_id",
                  "company name", "name",
                  "parent company id", "parent_external_id",
                  "country/region code", "country",
                  "country/region", "country",
                  "industry", "segment")),
          "contacts",
          new Export(
              Set.of("record id", "last name"),
              Map.ofEntries(
                  Map.entry("record id", "external_id"),
                  Map.entry("primary associated company id", "account_external_id"),
                  Map.entry("associated company id", "account_external_id"),
                  Map.entry("first name", "given_name"),
                  Map.entry("last name", "family_name"),
                  Map.entry("email", "email"),
                  Map.entry("work email", "further_emails"),
                  Map.entry("additional email addresses", "other_emails"),
                  Map.entry("job title", "job_title"),
                  Map.entry("job function", "occupation"),
                  Map.entry("buying role", "role"),
                  Map.entry("phone number", "phone"),
                  Map.entry("mobile phone number", "mobile_phones"),
                  Map.entry("preferred language", "language"),
                  Map.entry("time zone", "time_zone"),
                  Map.entry("street address", "street"),
                  Map.entry("postal code", "postal_code"),
                  Map.entry("city", "city"),
                  Map.entry("state/region", "region"),
                  Map.entry("country/region code", "country"),
                  Map.entry("country/region", "country"),
                  Map.entry("date of birth", "birth_year"),
                  Map.entry("gender", "gender"))))),
  ODOO(
      Map.of(
          "accounts",
          new Export(
              Set.of("external id", "name"),
              Map.of(
                  "external id", "external_id",
                  "name", "name",
                  "related company/external id", "parent_external_id",
                  "country/country code", "country",
                  "country", "country",
                  "industry", "segment")),
          "contacts",
          new Export(
              Set.of("external id", "name"),
              Map.ofEntries(
                  Map.entry("external id", "external_id"),
                  Map.entry("related company/external id", "account_external_id"),
                  Map.entry("parent_id/id", "account_external_id"),
                  Map.entry("name", "name"),
                  Map.entry("email", "email"),
                  Map.entry("job position", "job_title"),
                  Map.entry("phone", "phone"),
                  Map.entry("mobile", "mobile_phones"),
                  Map.entry("language", "language"),
                  Map.entry("timezone", "time_zone"),
                  Map.entry("street", "street"),
                  Map.entry("zip", "postal_code"),
                  Map.entry("city", "city"),
                  Map.entry("state", "region"),
                  Map.entry("country/country code", "country"),
                  Map.entry("country", "country")))));

  /** How one kind is exported: the headers that give it away, and our columns by its headers. */
  private record Export(Set<String> signature, Map<String, String> columns) {}

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

  /** The preset whose headers these are; nothing for our own headers and all others. */
  static @Nullable Preset recognised(String kind, List<String> header) {
    if (header.contains("external_id")) {
      return null;
    }
    return Arrays.stream(values())
        .filter(preset -> preset.exports.containsKey(kind))
        .filter(preset -> header.containsAll(preset.export(kind).signature()))
        .findFirst()
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
    boolean codes =
        header.stream().anyMatch(name -> name.endsWith("code") && "country".equals(ours.get(name)));
    return header.stream()
        .map(
            name -> {
              String column = ours.getOrDefault(name, known.contains(name) ? name : "");
              boolean vague = column.equals("country") && codes && !name.endsWith("code");
              return known.contains(column) && !vague ? column : "";
            })
        .toList();
  }

  /**
   * A cell as we write it: exports name countries and languages, tell days of birth and break
   * streets into lines.
   */
  String read(String column, String cell) {
    String plain = cell.strip();
    return switch (column) {
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
