package io.keypulse.intake;

import io.keypulse.platform.Nearest;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What to do about a header that does not fit, told from the names that were read. */
record HeaderAdvice(
    String kind, List<String> header, Collection<String> known, @Nullable Preset applied) {
  /** A column of the file that its kind does not have. */
  String unknown(String column) {
    return "The first line names %s, which a file of %s does not have%s. %sIt may have %s. Nothing was imported."
        .formatted(
            quoted(column),
            kind,
            Nearest.to(column, known)
                .map(ours -> "; write " + ours + " if that is meant")
                .orElse(""),
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
                        + Nearest.to(ours, strange())
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

  private static String quoted(String name) {
    return name.length() > 60 ? '"' + name.substring(0, 60) + "...\"" : '"' + name + '"';
  }
}
