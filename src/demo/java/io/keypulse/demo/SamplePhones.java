package io.keypulse.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * Numbers that ring nowhere: from what a country keeps for films, elsewhere with a zero where none
 * of its numbers has one.
 */
final class SamplePhones {
  private static final Map<String, Range> RANGES =
      Map.ofEntries(
          Map.entry("DE", new Range(3, "+493023125")),
          Map.entry("AT", new Range(6, "+43000")),
          Map.entry("CH", new Range(6, "+41000")),
          Map.entry("FR", new Range(4, "+3319900")),
          Map.entry("BE", new Range(6, "+32000")),
          Map.entry("LU", new Range(6, "+352000")),
          Map.entry("ES", new Range(6, "+34000")),
          Map.entry("GB", new Range(3, "+442079460")),
          Map.entry("IE", new Range(4, "+35320910")),
          Map.entry(
              "US",
              new Range(
                  2,
                  "+121255501",
                  "+131255501",
                  "+141555501",
                  "+161755501",
                  "+171355501",
                  "+120655501",
                  "+130355501",
                  "+140455501",
                  "+151255501",
                  "+160255501")),
          Map.entry("CA", new Range(2, "+141655501", "+151455501", "+160455501")),
          Map.entry("MX", new Range(7, "+52000")),
          Map.entry("CO", new Range(7, "+57000")),
          Map.entry("CL", new Range(6, "+56000")),
          Map.entry("PE", new Range(6, "+51000")),
          Map.entry("CN", new Range(7, "+86000")));

  private final SplittableRandom chance = new SplittableRandom(11);
  private final Map<String, Integer> given = new HashMap<>();

  /**
   * @param digits after each of the prefixes
   */
  private record Range(int digits, List<String> prefixes) {
    private static final int TEN = 10;

    Range(int digits, String... prefixes) {
      this(digits, List.of(prefixes));
    }

    String number(int place) {
      int each = (int) Math.pow(TEN, digits);
      return prefixes.get(place / each) + ("%0" + digits + "d").formatted(place % each);
    }
  }

  /** Whether the next person has told theirs. */
  boolean has() {
    return chance.nextBoolean();
  }

  /** Nobody has the same. */
  String next(String country) {
    return Objects.requireNonNull(RANGES.get(country), country)
        .number(given.merge(country, 1, Integer::sum) - 1);
  }
}
