package io.keypulse.survey;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * In which language a page speaks: the one that its reader chose on it, else that of the mail, else
 * of the browser.
 *
 * @param links to the same page in each language, in their own words
 */
public record Languages(String chosen, List<Link> links) {
  /** In the order of the switch. */
  private static final List<Map.Entry<String, String>> NAMES =
      List.of(
          Map.entry("en", "English"),
          Map.entry("es", "Español"),
          Map.entry("zh", "中文"),
          Map.entry("de", "Deutsch"),
          Map.entry("fr", "Français"));

  public record Link(String code, String name, String query, boolean current) {}

  /**
   * @param marked what its reader chose before they came to the page; the switch keeps it
   */
  public static Languages of(@Nullable String asked, String language, @Nullable String marked) {
    String chosen = known(asked).or(() -> known(language)).orElse("en");
    String rest = marked == null ? "" : "&r=" + marked;
    return new Languages(
        chosen,
        NAMES.stream()
            .map(
                name ->
                    new Link(
                        name.getKey(),
                        name.getValue(),
                        query(name.getKey()) + rest,
                        name.getKey().equals(chosen)))
            .toList());
  }

  /** For a page of which nobody knows who reads it. */
  public static Languages ofBrowser(@Nullable String asked, List<Locale> accepted) {
    return of(null, WordingLanguages.of(asked, accepted), null);
  }

  /** What a link carries to the page behind it. */
  public static String query(Locale language) {
    return query(language.getLanguage());
  }

  private static String query(String code) {
    return "?l=" + code;
  }

  /** All that the switch shows. */
  public String key() {
    return CachedParts.key(chosen, links.getFirst().query());
  }

  public Locale locale() {
    return Locale.forLanguageTag(chosen);
  }

  private static Optional<String> known(@Nullable String code) {
    return NAMES.stream().map(Map.Entry::getKey).filter(name -> name.equals(code)).findFirst();
  }
}
