package io.keypulse.invitation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A text that many read, written once, with gaps for what is of one reader alone. */
final class Form {
  enum Gap {
    NAME,
    OPENING,
    ASKER,
    SIGNATURE,
    /** The secret part of the reader's links. */
    TOKEN;

    /** Stands in the text where the gap is to be; nobody can know it and write it as their own. */
    final String mark = "gap" + UUID.randomUUID().toString().replace("-", "");
  }

  private static final Pattern MARKS =
      Pattern.compile(
          Arrays.stream(Gap.values()).map(gap -> gap.mark).collect(Collectors.joining("|")));

  private final List<String> pieces = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();
  private final int length;

  /**
   * @param text with marks
   */
  Form(String text) {
    String lines = MailText.lines(text);
    Matcher marks = MARKS.matcher(lines);
    int from = 0;
    while (marks.find()) {
      pieces.add(lines.substring(from, marks.start()));
      gaps.add(gap(marks.group()));
      from = marks.end();
    }
    pieces.add(lines.substring(from));
    length = lines.length();
  }

  private static Gap gap(String mark) {
    return Arrays.stream(Gap.values())
        .filter(gap -> gap.mark.equals(mark))
        .findFirst()
        .orElseThrow();
  }

  /**
   * @param how what stands in a gap is written here
   */
  String filled(Filling filling, UnaryOperator<String> how) {
    StringBuilder text = new StringBuilder(length);
    for (int at = 0; at < gaps.size(); at++) {
      text.append(pieces.get(at)).append(how.apply(filling.in(gaps.get(at))));
    }
    return text.append(pieces.getLast()).toString();
  }

  /** What is of one reader alone; empty where the form has no such gap. */
  record Filling(String name, String opening, String asker, String signature, String token) {
    private String in(Gap gap) {
      return switch (gap) {
        case NAME -> name;
        case OPENING -> opening;
        case ASKER -> asker;
        case SIGNATURE -> signature;
        case TOKEN -> token;
      };
    }
  }
}
