package io.keypulse.survey;

import static java.util.stream.Collectors.toList;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** French keeps its double punctuation with the word before it, by a space that breaks no line. */
class FrenchTextsTest {
  private static final Predicate<String> TORN =
      Pattern.compile("[^\\u00a0\\u202f][:;?!»]|«[^\\u00a0\\u202f]").asPredicate();

  @Test
  void noColonOrQuestionMarkStandsAloneOrTooNear() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/messages"))) {
      assertEquals(
          List.of(),
          files
              .filter(file -> file.toString().endsWith("_fr.properties"))
              .flatMap(FrenchTextsTest::lines)
              .filter(TORN)
              .collect(toList()));
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException fault) {
      throw new AssertionError(fault);
    }
  }
}
