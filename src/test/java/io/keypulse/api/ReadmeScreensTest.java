package io.keypulse.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README shows of a front end is what the typed client asks for in every build. */
class ReadmeScreensTest {
  private static final Pattern SHOWN =
      Pattern.compile("```graphql\\n(query .*?)```", Pattern.DOTALL);

  @Test
  void everyScreenInTheReadmeIsOneOfTheTypedClient() throws IOException {
    String client = words(Files.readString(Path.of("src", "test", "spa", "src", "screens.ts")));
    List<String> shown =
        SHOWN
            .matcher(Files.readString(Path.of("README.md")))
            .results()
            .map(found -> words(found.group(1)))
            .toList();
    assertEquals(6, shown.size(), "five screens, one of them asks twice");
    shown.forEach(screen -> assertTrue(client.contains(screen), screen));
  }

  private static String words(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}
