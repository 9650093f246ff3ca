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
import io.keypulse.invitation.Reminders;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Where a questionnaire has words of its own, and German ones alone, all speaks these to the end.
 */
@KeypulseTest
class WordsOfTheSurveyTest {
  @Inject InvitationDispatcher invitations;
  @Inject Reminders reminders;
  @Inject FollowUpDispatcher notices;
  @Inject MovableClock clock;

  private final Loop loop = new Loop();
  private String wave;

  @BeforeEach
  void somebodyWhoReadsEnglishIsAsked() {
    loop.staffed();
    loop.keyAccount("acme", 1);
    String program = loop.company.program(100_000, Map.of("reminderDays", List.of(3)));
    Database.change(
        """
        with own as (
          insert into questionnaire (name, edition, aspects, levels, made_at)
          select ?, 1, aspects, levels, now() from questionnaire where id = 1 returning id),
        worded as (
          insert into questionnaire_wording (questionnaire_id, language, key, text)
          select own.id, w.language, w.key, case w.key when 'QUESTION' then 'Wie läuft es mit uns?'
            when 'VERY_SATISFIED' then 'Begeistert' when 'PRICE' then 'Unsere Preise' else w.text end
          from questionnaire_wording w, own where w.questionnaire_id = 1 and w.language = 'de')
        update survey_program set questionnaire_id = (select id from own)
        where id = (select max(id) from survey_program)
        """,
        loop.company.prefix);
    wave = loop.company.openWave(program);
    invitations.dispatch(clock);
  }

  @Test
  void theReminderAsksWhatTheInvitationAsked() {
    assertEquals("Wie läuft es mit uns?", mail().subject());
    clock.later(
        Duration.ofDays(3).plusMinutes(1),
        () -> {
          reminders.plan(clock.instant());
          invitations.dispatch(clock);
        });
    assertEquals("Eine Erinnerung: Wie läuft es mit uns?", mail().subject());
    assertTrue(mail().text().contains("Wie läuft es mit uns?"), mail().text());
    loop.company.closeWave(wave);
  }

  @Test
  void thePageOffersNoLanguageInWhichItCannotAsk() {
    itSpeaksGerman(mail().answerPath() + "?l=fr");
    loop.answer("acme", 1, "overall", 2);
    itSpeaksGerman(mail().answerPath() + "?l=fr");
    loop.company.closeWave(wave);
  }

  @Test
  void whetherItIsMendedIsAskedInTheWordsOfTheSurvey() {
    proved("overall", 2);
    Mailbox.Mail mail = mail();
    assertEquals("Und jetzt: Wie läuft es mit uns?", mail.subject());
    assertTrue(mail.text().contains("Sie haben uns gesagt"), mail.text());
    assertTrue(mail.text().contains("Begeistert"), mail.text());
    String shown = itSpeaksGerman(loop.proofPage("acme", 1) + "?l=fr&r=5");
    assertTrue(shown.contains("<h1>Und jetzt: Wie läuft es mit uns?</h1>"), shown);
    assertTrue(shown.contains("<strong>Begeistert</strong>"), shown);
    Loop.say(loop.proofPage("acme", 1), "answer", 5);
    assertEquals("RECOVERED", loop.newest().getString("state"));
  }

  @Test
  void alsoWhereItIsOneThing() {
    proved("overall", 2, "details", 1, "PRICE", 1);
    assertEquals("Unsere Preise: Wie zufrieden sind Sie jetzt?", mail().subject());
    itSpeaksGerman(loop.proofPage("acme", 1));
  }

  @Test
  void whatItWordsAsKeypulseDoesIsAskedAsKeypulseAsks() {
    proved("overall", 2, "details", 1, "DELIVERY", 1);
    assertEquals("Wie zufrieden sind Sie jetzt mit unseren Lieferungen?", mail().subject());
  }

  private void proved(Object... answer) {
    loop.answer("acme", 1, answer);
    loop.company.closeWave(wave);
    loop.workUpToResolved("ana");
    notices.dispatch(clock);
  }

  private static String itSpeaksGerman(String page) {
    String shown = given().get(page).then().statusCode(200).extract().asString();
    assertTrue(shown.contains("<html lang=\"de\">"), shown);
    assertFalse(shown.contains("hreflang"), "there is nothing to switch to: " + shown);
    assertTrue(shown.contains("Datenschutz"), shown);
    return shown;
  }

  private Mailbox.Mail mail() {
    return Mailbox.of(loop.company.address("acme", 1)).getLast();
  }
}
