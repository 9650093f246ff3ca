package io.keypulse.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.KeypulseTest;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One wave is one, in every language that knows the difference. */
@KeypulseTest
class NumberOfWavesTest {
  private static final Map<String, List<String>> WAVES =
      Map.of(
          "en", List.of("1 wave opened", "2 waves opened"),
          "es", List.of("1 oleada abierta ", "2 oleadas abiertas "),
          "zh", List.of(" 1 次调查", " 2 次调查"),
          "de", List.of("1 Welle, ", "2 Wellen, "),
          "fr", List.of("1 vague ouverte ", "2 vagues ouvertes "));

  @Test
  void oneWaveIsNotSeveral() {
    assertEquals(5, WAVES.size());
    WAVES.forEach(
        (language, said) -> {
          ReportWording words =
              MessageBundles.get(ReportWording.class, Localized.Literal.of(language));
          for (int count = 1; count <= 2; count++) {
            String sentence = words.severalWaves(String.valueOf(count), "A", "B");
            assertTrue(sentence.contains(said.get(count - 1)), sentence);
          }
        });
  }
}
