package io.keypulse.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.keypulse.KeypulseTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One is said as one, and several as several. */
@KeypulseTest
class OneOfThemTest {
  private static final Map<String, List<String>> ASKED =
      Map.of(
          "en",
          List.of(
              "1 of 50 people was drawn at random and 1 answered, 1 without an opinion.",
              "The only person was drawn and 1 answered.",
              "7 of 50 people were drawn at random and 5 answered, 2 without an opinion."),
          "es",
          List.of(
              "Se sorteó a 1 de 50 personas y respondió 1, 1 sin opinión.",
              "Entró la única persona y respondió 1.",
              "Se sorteó a 7 de 50 personas y respondieron 5, 2 sin opinión."),
          "zh",
          List.of(
              "从 50 人中随机抽取 1 人，1 人作答，其中 1 人没有意见。",
              "全部 1 人均被选中，1 人作答。",
              "从 50 人中随机抽取 7 人，5 人作答，其中 2 人没有意见。"),
          "de",
          List.of(
              "1 von 50 Personen wurde zufällig gezogen, 1 hat geantwortet, davon 1 ohne Meinung.",
              "Die einzige Person wurde gezogen, 1 hat geantwortet.",
              "7 von 50 Personen wurden zufällig gezogen, 5 haben geantwortet, davon 2 ohne Meinung."),
          "fr",
          List.of(
              "1 personne sur 50 a été tirée au sort et 1 a répondu, dont 1 sans opinion.",
              "La seule personne a été retenue et 1 a répondu.",
              "7 personnes sur 50 ont été tirées au sort et 5 ont répondu, dont 2 sans opinion."));

  private static final Map<String, String> VERDICTS =
      Map.of(
          "en",
          "Verdicts on 1 account: 1 unhealthy, 0 healthy; of 0 it cannot be told, 0 of them without any opinion.",
          "es",
          "Veredictos sobre 1 cuenta: 1 mal, 0 bien; de 0 no se puede saber, de ellas 0 sin ninguna opinión.",
          "fr",
          "Verdicts sur 1 compte\u00a0: 1 va mal, 0 va bien\u00a0; pour 0, on ne peut le dire, dont 0 sans aucune opinion.");

  @Test
  void whoWasDrawnAndAnswered() {
    ASKED.forEach(
        (language, said) -> {
          ReportWording words = Phrases.in(language).report();
          assertEquals(
              said,
              List.of(
                  words.asked("1", "50", "1", "1"),
                  words.everybodyOnly("1", "1"),
                  words.asked("7", "50", "5", "2")));
        });
  }

  @Test
  void onHowManyAccountsThereAreVerdicts() {
    VERDICTS.forEach(
        (language, said) ->
            assertEquals(said, Phrases.in(language).report().verdicts("1", "1", "0", "0", "0")));
  }

  @Test
  void whoStandsInAGroupThatKeptSilentAndHowManyAnswersAreWorthALook() {
    ReportWording words = Phrases.in("en").report();
    assertEquals(
        "Few; 1 of the 50 stands in a group of which nobody gave an opinion",
        words.unheard("Few", "1", "50"));
    assertEquals(
        "Worth a look: 1 of 14 answers says the same to every question, far faster than others and without a word."
            + " It may be meant, so nothing above leaves it out; without it the dissatisfied people are: few.",
        words.methodQuality("1", "14", "few"));
    assertEquals(
        "There are no limits yet: they are made of 8 closed waves with enough answers, and there is 1 of these.",
        words.noLimitsYet("1", "8"));
  }
}
