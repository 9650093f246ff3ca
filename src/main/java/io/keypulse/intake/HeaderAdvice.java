package io.keypulse.intake;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;

/** What to do about a header that does not fit, told from the names that were read. */
record HeaderAdvice(
    String kind, List<String> header, Collection<String> known, @Nullable Preset applied) {
  /** Names that are further apart are different words. */
  private static final int MOST_SLIPS = 3;

  private static final LevenshteinDistance SLIPS = LevenshteinDistance.getDefaultInstance();

  /** A column of the file that its kind does not have. */
  String unknown(String column) {
    return "The first line names %s, which a file of %s does not have%s. %sIt may have %s. Nothing was imported."
        .formatted(
            quoted(column),
            kind,
            nearest(column, known).map(ours -> "; write " + ours + " if that is meant").orElse(""),
            preset(),
            new TreeSet<>(known));
  }

  String twice(String column) {
    return "The first line names %s twice; leave one of them out. Nothing was imported."
        .formatted(quoted(column));
  }

  String missing(Collection<String> columns) {
    String each =
        columns.stream()
            .map(
                ours ->
                    ours
                        + nearest(ours, strange())
                            .map(read -> " (perhaps meant by " + quoted(read) + ")")
                            .orElse(""))
            .collect(Collectors.joining(", "));
    return "The first line lacks the columns [%s]; it was read as %s. %sName them, or say their value for all rows with the parameter default. Nothing was imported."
        .formatted(each, header.stream().map(HeaderAdvice::quoted).toList(), preset());
  }

  private String preset() {
    if (applied != null) {
      return "That was with preset=%s. ".formatted(applied.source());
    }
    return Preset.likeliest(kind, strange())
        .map(
            preset ->
                "It looks like an export of %1$s: send it with preset=%1$s. "
                    .formatted(preset.source()))
        .orElse("");
  }

  private List<String> strange() {
    return header.stream().filter(name -> !known.contains(name)).toList();
  }

  private static Optional<String> nearest(String name, Collection<String> names) {
    String plain = plain(name);
    return names.stream()
        .filter(
            other -> SLIPS.apply(plain, plain(other)) <= Math.min(MOST_SLIPS, plain.length() / 3))
        .min(Comparator.comparingInt(other -> SLIPS.apply(plain, plain(other))));
  }

  private static String plain(String name) {
    return name.replaceAll("[^\\p{L}\\p{N}]", "");
  }

  private static String quoted(String name) {
    return name.length() > 60 ? '"' + name.substring(0, 60) + "...\"" : '"' + name + '"';
  }
}
