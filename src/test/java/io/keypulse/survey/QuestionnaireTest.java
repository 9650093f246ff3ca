package io.keypulse.survey;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import io.keypulse.platform.CurrentViewer;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Viewer;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@KeypulseTest
class QuestionnaireTest {
  private static final String CREATE =
      """
      mutation ($input: QuestionnaireCreateInput!) { questionnaireCreate(input: $input) {
        id edition aspects { aspect level }
        wordings { language question reason callMe answers { answer text } aspects { aspect text } } } }
      """;

  @Inject Questions questions;
  @Inject CurrentViewer asAdmin;
  @Inject InvitationDispatcher invitations;
  @Inject MovableClock clock;

  private final Client admin = Client.as("admin");

  @Test
  void keypulseBringsOneInFiveLanguages() {
    for (String language : WordingLanguages.ALL) {
      QuestionnaireView.Words words = words(1, language);
      assertEquals(language, words.language());
      assertEquals(Satisfaction.values().length, words.answers().size());
      assertEquals(Aspect.values().length, words.aspects().size());
      assertFalse(
          words.question().isBlank() || words.reason().isBlank() || words.callMe().isBlank());
    }
    assertEquals("en", words(1, "fi").language(), "whoever reads none of them reads English");
  }

  @Test
  void aRetryMakesNoSecondEdition() {
    Map<String, Object> input =
        new HashMap<>(questionnaire("q " + UUID.randomUUID(), "How do we do?"));
    input.put("idempotencyKey", UUID.randomUUID().toString());
    for (int attempt = 0; attempt < 2; attempt++) {
      assertEquals(
          1, admin.data(CREATE, Map.of("input", input)).getInt("data.questionnaireCreate.edition"));
    }
  }

  @Test
  void aChangeIsANewEditionAndWhatAWaveAskedStaysAsItWas() throws Exception {
    String name = "q " + UUID.randomUUID();
    JsonPath first = create(name, "How do we do?");
    assertEquals(1, first.getInt("edition"));
    assertEquals(
        List.of(
            Map.of("aspect", "PRICE", "level", "CULTURE"),
            Map.of("aspect", "DELIVERY", "level", "QUALITY")),
        first.getList("aspects"));
    assertEquals(
        "How do we do?", first.getString("wordings.find { it.language == 'en' }.question"));
    assertEquals("Preis", first.getString("wordings.find { it.language == 'de' }.aspects[0].text"));
    assertEquals(
        "Thrilled", first.getString("wordings.find { it.language == 'en' }.answers[0].text"));

    Company company = Company.imported().keyAccount("acme", "north", 1);
    String program = program(first.getString("id"), List.of("DELIVERY"));
    String wave = company.openWave(program);
    JsonPath second = create(name, "How are we doing?");
    assertEquals(2, second.getInt("edition"));
    admin.data(
        "mutation ($input: SurveyProgramUpdateInput!) { surveyProgramUpdate(input: $input) { questionnaire { edition } } }",
        Map.of(
            "input",
            Map.of(
                "id",
                program,
                "expectedVersion",
                version(program),
                "questionnaireId",
                second.getString("id"))));
    int asked =
        Integer.parseInt(
            Database.value(
                "select questionnaire_id from wave where id = ?",
                GlobalId.parseInt("Wave", wave, "id")));
    assertEquals("How do we do?", words(asked, "en").question());
    assertThrows(
        SQLException.class,
        () ->
            Database.asApplication(
                List.of("set role keypulse_system"),
                "update questionnaire_wording set text = 'x' where questionnaire_id = 1 returning text"));
    company.closeWave(wave);
  }

  @Test
  void mailAndPageSpeakTheWordsOfTheEdition() {
    String edition = create("q " + UUID.randomUUID(), "How do we do?").getString("id");
    Company company = Company.imported().keyAccount("acme", "north", 1);
    Map<String, Object> input = input(edition, List.of("PRICE"));
    input.put("population", Map.of("keyTiers", List.of(company.prefix)));
    String wave =
        company.openWave(
            admin.data(PROGRAM, Map.of("input", input)).getString("data.surveyProgramCreate.id"));
    invitations.dispatch(clock);
    Mailbox.Mail mail = Mailbox.of(company.address("acme", 1)).getLast();
    assertEquals("How do we do?", mail.header("Subject"));
    assertTrue(mail.text().contains("How do we do?"), mail.text());
    assertTrue(mail.html().contains(">Thrilled<"), mail.html());
    given()
        .get(mail.answerPath())
        .then()
        .body(containsString("<h1>How do we do?</h1>"), containsString("Thrilled"));
    given()
        .formParam("overall", 5)
        .post(mail.answerPath() + "?l=de")
        .then()
        .statusCode(200)
        .body(containsString("Preis"));
    company.closeWave(wave);
  }

  @Test
  void aProgramAsksOnlyWhatItsQuestionnaireWords() {
    String id = create("q " + UUID.randomUUID(), "Well?").getString("id");
    JsonPath refused = admin.ask(PROGRAM, Map.of("input", input(id, List.of("BRAND"))));
    assertEquals("INVALID", refused.getString("errors[0].extensions.code"));
    assertEquals("aspects", refused.getString("errors[0].extensions.field"));
    assertEquals(
        "FORBIDDEN",
        Client.as("analyst").refusal(CREATE, Map.of("input", questionnaire("q", "Well?"))));
    Map<String, Object> twice = new HashMap<>(questionnaire("q", "Well?"));
    twice.put("wordings", List.of(Map.of("language", "en"), Map.of("language", "en")));
    assertEquals("INVALID", admin.refusal(CREATE, Map.of("input", twice)));
  }

  @Test
  void wordsThatMeanTwoThingsOrNothingAreRefused() {
    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(
            Map.of(
                "answers",
                List.of(
                    Map.of("answer", "VERY_SATISFIED", "text", "Fine"),
                    Map.of("answer", "SATISFIED_OVERALL", "text", "Fine "))),
            Map.of("aspects", List.of(Map.of("aspect", "BRAND", "text", "Our name"))))) {
      Map<String, Object> input = new HashMap<>(questionnaire("q", "Well?"));
      Map<String, Object> english = new HashMap<>(wrong);
      english.put("language", "en");
      input.put("wordings", List.of(english));
      JsonPath answer = admin.ask(CREATE, Map.of("input", input));
      assertEquals("INVALID", answer.getString("errors[0].extensions.code"));
      assertEquals(
          wrong.keySet().iterator().next(), answer.getString("errors[0].extensions.field"));
    }
  }

  @Test
  void aProgramSpeaksNoLanguageInWhichItsQuestionnaireHasNoWords() {
    Map<String, Object> english = new HashMap<>(questionnaire("q " + UUID.randomUUID(), "Well?"));
    english.put("wordings", List.of(Map.of("language", "en")));
    String id =
        admin.data(CREATE, Map.of("input", english)).getString("data.questionnaireCreate.id");
    Map<String, Object> program = input(id, List.of("DELIVERY"));
    program.put("delivery", Map.of("languages", List.of("en", "fr")));
    JsonPath refused = admin.ask(PROGRAM, Map.of("input", program));
    assertEquals("languages", refused.getString("errors[0].extensions.field"));
    program.put("delivery", Map.of("languages", List.of("en")));
    admin.data(PROGRAM, Map.of("input", program));
  }

  private static final String PROGRAM =
      "mutation ($input: SurveyProgramCreateInput!) { surveyProgramCreate(input: $input) { id } }";

  private String program(String questionnaire, List<String> aspects) {
    return admin
        .data(PROGRAM, Map.of("input", input(questionnaire, aspects)))
        .getString("data.surveyProgramCreate.id");
  }

  private static Map<String, Object> input(String questionnaire, List<String> aspects) {
    Map<String, Object> input = new HashMap<>();
    input.put("name", "program " + UUID.randomUUID());
    input.put("objective", "Learn who is unhappy");
    input.put("cron", "0 9 1 1 *");
    input.put("timeZone", "Europe/Berlin");
    input.put("sampleSize", 1);
    input.put("daysToAnswer", 14);
    input.put("questionnaireId", questionnaire);
    input.put("aspects", aspects);
    return input;
  }

  private JsonPath create(String name, String question) {
    JsonPath made = admin.data(CREATE, Map.of("input", questionnaire(name, question)));
    made.setRootPath("data.questionnaireCreate");
    return made;
  }

  private static Map<String, Object> questionnaire(String name, String question) {
    return Map.of(
        "name",
        name,
        "aspects",
        List.of(Map.of("aspect", "PRICE", "level", "CULTURE"), Map.of("aspect", "DELIVERY")),
        "wordings",
        List.of(
            Map.of(
                "language",
                "en",
                "question",
                question,
                "answers",
                List.of(Map.of("answer", "VERY_SATISFIED", "text", "Thrilled"))),
            Map.of("language", "de")));
  }

  private static int version(String program) {
    return Integer.parseInt(
        Database.value(
            "select version from survey_program where id = ?",
            GlobalId.parseInt("SurveyProgram", program, "id")));
  }

  private QuestionnaireView.Words words(int id, String language) {
    return asAdmin.onBehalfOf(
        new Viewer(Viewer.Access.ADMIN, null, "test"),
        () -> QuarkusTransaction.requiringNew().call(() -> questions.words(id, language)));
  }
}
