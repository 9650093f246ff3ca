package io.keypulse.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.keypulse.KeypulseTest;
import io.keypulse.platform.AsSystem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.path.json.JsonPath;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Where not all answers are looked at it is told of how many, and which they are is no chance. */
@KeypulseTest
class ChosenAnswersTest {
  private static final int PEOPLE = 90;
  private static final int MOST = 10;

  @Inject Eyes eyes;

  @ApplicationScoped
  static class Eyes {
    @Inject ChosenAnswers chosen;
    @Inject Texts texts;

    @AsSystem
    <T> T look(Supplier<T> figures) {
      return QuarkusTransaction.requiringNew().call(figures::get);
    }

    List<ChosenAnswers.Row> rows(int wave, int most) {
      return look(() -> chosen.of(of(wave), most, PEOPLE));
    }

    List<Texts.Written> texts(int wave, int most) {
      return look(() -> texts.written(of(wave), null, "en", most));
    }

    int countedTexts(int wave) {
      return look(() -> texts.count(of(wave), null, "en"));
    }

    private static Scope of(int wave) {
      return new Scope(List.of(wave), null, null, null, true);
    }
  }

  @Test
  void driversAreOfTheSameAnswersEachTimeAndTellOfHowMany() {
    Answers answers = said();
    String wave = answers.wave(answers.company.program(100_000), 1);
    say(answers, wave);
    int number = Integer.parseInt(wave);
    List<ChosenAnswers.Row> all = eyes.rows(number, PEOPLE * 2);
    assertEquals(PEOPLE, all.size(), "no opinion is none");
    List<ChosenAnswers.Row> chosen = eyes.rows(number, MOST);
    assertEquals(all.subList(0, MOST), chosen, "the same, in the same order");
    assertNotEquals(
        all.stream().map(ChosenAnswers.Row::accountId).sorted().toList(),
        all.stream().map(ChosenAnswers.Row::accountId).toList(),
        "as nobody imported them");
    Set<Integer> some = new HashSet<>(chosen.stream().map(ChosenAnswers.Row::accountId).toList());
    assertEquals(MOST, some.size());

    JsonPath told =
        answers.ask(
            answers.chief(), wave, "", "drivers { ... on Drivers { answers of incomplete } }");
    assertEquals(PEOPLE, told.getInt("drivers.answers"));
    assertEquals(PEOPLE, told.getInt("drivers.of"));
  }

  @Test
  void wordsAreOfTheNewestTextsAndTellOfHowMany() {
    Answers answers = said();
    String wave = answers.wave(answers.company.program(100_000), 1);
    say(answers, wave);
    List<Texts.Written> newest = eyes.texts(Integer.parseInt(wave), 10);
    assertEquals(10, newest.size());
    assertEquals(PEOPLE, eyes.countedTexts(Integer.parseInt(wave)));

    String fields =
        "words { ... on Words { dissatisfied satisfied of } ... on FewTexts { of texts } }";
    JsonPath told = answers.ask(answers.chief(), wave, "", fields);
    assertEquals(29, told.getInt("words.dissatisfied"));
    assertEquals(61, told.getInt("words.satisfied"));
    assertEquals(PEOPLE, told.getInt("words.of"));
    JsonPath few = answers.ask(answers.chief(), wave, "segment: \"Toys\"", fields);
    assertEquals(4, few.getInt("words.of"));
    assertEquals(1, few.getList("words.texts").size());
  }

  private static Answers said() {
    Answers answers = new Answers();
    answers.company.staffed();
    return answers
        .accounts("north", "a", PEOPLE - 2, 1, "Food")
        .accounts("north", "b", 4, 1, "Toys");
  }

  /** Every third is dissatisfied, and the last two accounts of the second kind have no opinion. */
  private static void say(Answers answers, String wave) {
    String overall = "case when i % 3 = 0 then 2 else 5 end";
    String ratings =
        "array[case when i % 3 = 0 then 1 else 5 end, case when i % 2 = 0 then 4 else 2 end, case when i % 5 < 2 then 5 else 1 end]";
    answers.say(wave, "a", 1, PEOPLE - 4, 1, overall, ratings, "'Number ' || i");
    answers.say(wave, "a", PEOPLE - 3, PEOPLE - 2, 1, "3", "'{3,3,3}'", "'Nothing'");
    answers.say(wave, "b", 1, 4, 1, overall, ratings, "'Number ' || i");
  }
}
