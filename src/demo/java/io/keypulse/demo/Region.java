package io.keypulse.demo;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.SplittableRandom;

/** A part of the world the sample company sells to: who works there, and what things are called. */
record Region(
    String name,
    List<String> countries,
    String language,
    String timeZone,
    String currency,
    boolean familyNameFirst,
    Pair national,
    List<Pair> managers,
    List<Pair> first,
    List<Pair> last,
    List<String> stems,
    List<Pair> trades,
    List<String> places,
    List<String> forms) {

  /** Two words of which the second explains the first; the first alone explains itself. */
  record Pair(String key, String value) {
    private static Pair of(String text) {
      String[] parts = text.split(":", 2);
      return new Pair(parts[0], parts[parts.length - 1]);
    }
  }

  /** A person's name as it is written, and as an address spells it. */
  record Named(String shown, String local) {}

  static List<Region> all() {
    return List.of(
            "dach", "france", "iberia", "uk-ireland", "north-america", "latin-america", "china")
        .stream()
        .map(Region::read)
        .toList();
  }

  Named person(SplittableRandom chance) {
    Pair given = any(first, chance);
    Pair family = any(last, chance);
    return new Named(
        familyNameFirst ? family.key() + given.key() : given.key() + " " + family.key(),
        ascii(given.value()) + "." + ascii(family.value()));
  }

  /** For colleagues, whose names everyone in the company can read. */
  Named colleague(SplittableRandom chance) {
    Pair given = any(first, chance);
    Pair family = any(last, chance);
    return new Named(
        familyNameFirst ? family.value() + " " + given.value() : given.key() + " " + family.key(),
        ascii(given.value()) + "." + ascii(family.value()));
  }

  static <T> T any(List<T> list, SplittableRandom chance) {
    return list.get(chance.nextInt(list.size()));
  }

  /** Lower case letters and hyphens, as they stand in addresses. */
  static String ascii(String text) {
    String umlauts =
        text.toLowerCase(Locale.ROOT)
            .replace("ä", "ae")
            .replace("ö", "oe")
            .replace("ü", "ue")
            .replace("ß", "ss");
    return Normalizer.normalize(umlauts, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .replaceAll("[^a-z0-9]+", "-")
        .replaceAll("^-|-$", "");
  }

  private static Region read(String file) {
    Properties words = new Properties();
    try (Reader text =
        new InputStreamReader(
            Objects.requireNonNull(
                Region.class.getResourceAsStream("/demo/regions/" + file + ".properties"), file),
            StandardCharsets.UTF_8)) {
      words.load(text);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    return new Region(
        word(words, "name"),
        list(words, "countries", ","),
        word(words, "language"),
        word(words, "timeZone"),
        word(words, "currency"),
        Boolean.parseBoolean(words.getProperty("familyNameFirst")),
        Pair.of(word(words, "national")),
        pairs(words, "managers"),
        pairs(words, "first"),
        pairs(words, "last"),
        list(words, "stems", ","),
        pairs(words, "trades"),
        list(words, "places", ","),
        list(words, "forms", "\\|"));
  }

  private static String word(Properties words, String key) {
    return Objects.requireNonNull(words.getProperty(key), key);
  }

  private static List<String> list(Properties words, String key, String separator) {
    return Arrays.asList(word(words, key).split(separator));
  }

  private static List<Pair> pairs(Properties words, String key) {
    return list(words, key, ",").stream().map(Pair::of).toList();
  }
}
