package io.keypulse.survey;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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

  public record Link(String code, String name, String query, boolean current) {
    private Link of(String spoken) {
      return new Link(code, name, query, code.equals(spoken));
    }
  }

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

  /** For a page that would be lost by a look at it in another language. */
  public Languages alone() {
    return new Languages(chosen, List.of());
  }

  /**
   * For a page of which some is worded in these alone.
   *
   * @param readers where the one that was chosen is none of them
   */
  public Languages among(List<String> worded, String readers) {
    String spoken =
        Stream.of(chosen, readers, WordingLanguages.ALL.getFirst())
            .filter(worded::contains)
            .findFirst()
            .orElseGet(worded::getFirst);
    return new Languages(
        spoken,
        links.stream()
            .filter(link -> worded.contains(link.code()))
            .map(link -> link.of(spoken))
            .toList());
  }

  /** What a link carries to the page behind it. */
  public static String query(Locale language) {
    return query(language.getLanguage());
  }

  private static String query(String code) {
    return "?l=" + code;
  }

  /** Whether there is another to switch to. */
  public boolean several() {
    return links.size() > 1;
  }

  /** All that the switch shows. */
  public String key() {
    return CachedParts.key(chosen, links.stream().map(Link::query).toList());
  }

  public Locale locale() {
    return Locale.forLanguageTag(chosen);
  }

  private static Optional<String> known(@Nullable String code) {
    return NAMES.stream().map(Map.Entry::getKey).filter(name -> name.equals(code)).findFirst();
  }
}
