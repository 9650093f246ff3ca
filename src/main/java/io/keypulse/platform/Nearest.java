package io.keypulse.platform;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Which of the names that there are somebody may have meant. */
public final class Nearest {
  /** Names that are further apart are different words. */
  private static final int MOST_SLIPS = 3;

  private static final LevenshteinDistance SLIPS = LevenshteinDistance.getDefaultInstance();

  private Nearest() {}

  public static Optional<String> to(String name, Collection<String> names) {
    String plain = plain(name);
    int most = Math.min(MOST_SLIPS, plain.length() / 3);
    return names.stream()
        .filter(other -> slips(plain, plain(other)) <= most)
        .min(Comparator.comparingInt(other -> slips(plain, plain(other))));
  }

  /** To follow a sentence; empty where nothing is near. */
  public static String advice(String name, Collection<String> names) {
    return to(name, names).map(" Write %s if that is meant."::formatted).orElse("");
  }

  /** Two letters in each other's place are one slip. */
  private static int slips(String name, String other) {
    return IntStream.range(1, name.length())
        .mapToObj(at -> swapped(name, at))
        .mapToInt(swapped -> 1 + SLIPS.apply(swapped, other))
        .reduce(SLIPS.apply(name, other), Math::min);
  }

  private static String swapped(String name, int at) {
    return name.substring(0, at - 1)
        + name.charAt(at)
        + name.charAt(at - 1)
        + name.substring(at + 1);
  }

  private static String plain(String name) {
    return name.replaceAll("[^\\p{L}\\p{N}]", "");
  }
}
