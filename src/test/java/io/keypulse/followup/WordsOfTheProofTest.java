package io.keypulse.followup;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import io.keypulse.platform.GlobalId;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody reads who is asked whether it is mended: why, who reads it, what is kept. */
@KeypulseTest
class WordsOfTheProofTest {
  private static final Map<String, List<String>> READ_BY_NAME =
      Map.of(
          "en",
          List.of("read your answer, with your name", "those they report to", "by writing to us"),
          "es",
          List.of("Su respuesta, con su nombre,", "sus superiores", "escribiéndonos"),
          "zh",
          List.of("会阅读您的回答", "其上级", "写信给我们"),
          "de",
          List.of("mit Ihrem Namen", "ihre Vorgesetzten", "indem Sie uns schreiben"),
          "fr",
          List.of("est lue, avec votre nom", "leurs supérieurs", "en nous écrivant"));

  private static final Map<String, String> NOW =
      Map.of(
          "en", "How satisfied are you with our prices now?",
          "es", "¿Qué tan satisfecho está ahora con nuestros precios?",
          "zh", "您现在对我们价格的满意程度如何？",
          "de", "Wie zufrieden sind Sie jetzt mit unseren Preisen?",
          "fr", "Dans quelle mesure êtes-vous maintenant satisfait de nos prix\u00a0?");

  @Inject InvitationDispatcher invitations;
  @Inject FollowUpDispatcher notices;
  @Inject MovableClock clock;

  private final Loop loop = new Loop();

  @BeforeEach
  void aKeyAccount() {
    loop.staffed();
    loop.keyAccount("acme", 1);
  }

  @Test
  void whoAnsweredInConfidenceReadsBeforehandThatThisAnswerIsReadByName() {
    asked(confidential(), "overall", 2, "details", 1, "PRICE", 1, "call", 1);
    Mailbox.Mail mail = proof();
    String page = loop.proofPage("acme", 1);
    for (String part : List.of(mail.text(), mail.html())) {
      assertTrue(part.contains("press Send on the page that opens."), part);
      assertTrue(part.contains("You asked us to call you"), part);
      assertTrue(part.contains("read your answer, with your name"), part);
      assertTrue(
          part.indexOf("with your name") < part.indexOf(page), "before whatever can be chosen");
      assertTrue(part.contains(page + "#privacy"), part);
      assertFalse(part.contains("/s/"), "nothing leads to the promise of the survey: " + part);
      assertFalse(part.contains("not satisfied"), part);
      assertFalse(part.contains("mended"), part);
      assertFalse(part.toLowerCase(Locale.ROOT).contains("price"), part);
    }
    assertEquals("How satisfied are you with working with us now?", mail.subject());
    READ_BY_NAME.forEach((language, said) -> itSays(page, language, said));
    Loop.say(page, "answer", 4);
    given().get(page).then().statusCode(410);
    READ_BY_NAME.forEach((language, said) -> itSays(page, language, said.subList(1, said.size())));
  }

  private static void itSays(String page, String language, List<String> said) {
    for (String marked : List.of("", "&r=4")) {
      String shown = given().get(page + "?l=" + language + marked).asString();
      for (String sentence : said) {
        assertTrue(shown.contains(sentence), sentence + " in " + shown);
      }
      assertTrue(
          !shown.contains("<button") || shown.indexOf(said.getFirst()) < shown.indexOf("<button"),
          shown);
      assertTrue(shown.contains("id=\"privacy\""), shown);
      assertFalse(shown.contains("/s/"), shown);
      assertFalse(shown.contains("/d/"), "this answer is not of the survey: " + shown);
    }
  }

  @Test
  void theConfidentialNoticeIsNotThatOfTheNamedQuestion() {
    asked(confidential(), "overall", 2, "details", 1, "call", 1);
    String shown = given().get(loop.proofPage("acme", 1) + "?l=en").asString();
    assertFalse(shown.contains("nobody who serves"), shown);
    assertFalse(shown.contains("drawn at random"), "chance has no part in it: " + shown);
    assertFalse(shown.contains("how long this page was open"), shown);
    assertTrue(shown.contains("what you answer and when, with your name"), shown);
    assertTrue(shown.contains("and 3 years after"), shown);
    assertTrue(shown.contains("https://northwind.example/privacy"), shown);
  }

  @Test
  void theQuestionLeadsToNoAnswerOfTheSurvey() {
    String wave = loop.company.openWave(confidential());
    invitations.dispatch(clock);
    String survey = Mailbox.of(loop.company.address("acme", 1)).getLast().answerPath();
    loop.answer("acme", 1, "overall", 2, "details", 1, "call", 1);
    resolved();
    Mailbox.Mail mail = Mailbox.of(loop.company.address("acme", 1)).getLast();
    String out = mail.unsubscribePath();
    String shown = given().get(out.replace("/u/", "/p/")).asString();
    String token = survey.replace("/s/", "");
    assertFalse(mail.source().contains(token), mail.source());
    assertFalse(shown.contains(token), shown);
    for (String page : List.of("/s/", "/d/")) {
      given().get(out.replace("/u/", page)).then().statusCode(404);
    }
    String ways = given().get(out).asString();
    assertFalse(ways.contains("/s/"), "nothing that leads nowhere: " + ways);
    given().post(out).then().statusCode(200);
    assertEquals(
        "1",
        Database.value(
            "select count(*) from objection_in_force where email = ?",
            loop.company.address("acme", 1)));
    given().get(survey).then().statusCode(200);
    loop.company.closeWave(wave);
  }

  @Test
  void whoeverHasAnAddressCorrectedIsNotAskedInItsPersonsPlace() {
    String wave = loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
    loop.answer("acme", 1, "overall", 2);
    String curious = "curious@elsewhere." + loop.company.prefix + ".example";
    Database.change(
        "update contact set email = ? where source = ? and external_id = 'acme1'",
        curious,
        loop.company.prefix);
    resolved();
    assertEquals(List.of(), Mailbox.of(curious));
    assertEquals(1, Mailbox.of(loop.company.address("acme", 1)).size(), "the invitation");
    assertEquals(
        "ADDRESS_CHANGED",
        Database.value(
            "select m.reason from follow_up_mail m join contact c on c.email = ?"
                + " join follow_up f on f.id = m.follow_up_id and f.contact_id = c.id where m.proof_id is not null",
            curious));
    loop.company.closeWave(wave);
  }

  @Test
  void whoWasContentAndAskedToBeCalledIsNotToldThatTheyWereDissatisfied() {
    asked(loop.company.program(100_000), "overall", 5, "details", 1, "call", 1);
    itIsSaid("You asked us to call you", "How satisfied are you with working with us now?");
  }

  @Test
  void whoKeptSilentIsNotToldThatTheySaidAnything() {
    loop.company.put(
        "contacts",
        "source,external_id,account_external_id,name,email,role,language",
        "%1$s,acme1,acme,Kim 1,kim1@acme.%1$s.example,DECISION_MAKER,en");
    for (int times = 1; times <= 2; times++) {
      String wave = loop.company.openWave(loop.company.program(100_000));
      invitations.dispatch(clock);
      loop.company.closeWaveInTime(wave);
    }
    resolved();
    itIsSaid("We have been in touch with you.", "How satisfied are you with working with us now?");
    assertFalse(proof().text().contains("asked us"), proof().text());
  }

  private void itIsSaid(String why, String question) {
    Mailbox.Mail mail = proof();
    assertEquals(question, mail.subject());
    for (String part : List.of(mail.text(), mail.html())) {
      assertTrue(part.contains(why), part);
      assertTrue(part.contains(question), part);
      assertFalse(part.contains("told us"), part);
      assertFalse(part.contains("mended"), part);
    }
  }

  @Test
  void whoWasContentButForOneThingIsToldSo() {
    asked(loop.company.program(100_000), "overall", 5, "details", 1, "PRICE", 1);
    String text = proof().text();
    assertTrue(text.contains("there was something you were not satisfied with"), text);
  }

  @Test
  void theQuestionFitsItsFiveAnswersInEveryLanguage() {
    NOW.forEach(
        (language, question) -> {
          loop.company.contacts("acme", 1, language);
          asked(loop.company.program(100_000), "overall", 2, "PRICE", 1);
          assertEquals(question, proof().subject());
          String text = proof().text();
          assertTrue(text.contains(question), text);
          assertFalse(language.equals("fr") && text.matches("(?s).*[^\\u00a0]:\\s.*"), text);
          String page = loop.proofPage("acme", 1);
          for (String other : NOW.keySet()) {
            String shown = given().get(page + "?l=" + other).asString();
            assertTrue(shown.contains("<h1>" + NOW.get(other) + "</h1>"), shown);
            assertTrue(shown.contains("<title>" + NOW.get(other) + "</title>"), shown);
          }
          Loop.say(page, "answer", 5);
        });
  }

  private String confidential() {
    String program = loop.company.program(100_000);
    Database.change(
        "update survey_program set confidentiality = 'AGGREGATE', aggregate_from = 5 where id = "
            + GlobalId.parseInt("SurveyProgram", program, "id"));
    return program;
  }

  /** After an answer to a wave of this program. */
  private void asked(String program, Object... answer) {
    String wave = loop.company.openWave(program);
    invitations.dispatch(clock);
    loop.answer("acme", 1, answer);
    loop.company.closeWave(wave);
    resolved();
  }

  private void resolved() {
    loop.workUpToResolved("ana");
    notices.dispatch(clock);
  }

  private Mailbox.Mail proof() {
    return loop.proofMail("acme", 1);
  }
}
