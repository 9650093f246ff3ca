package io.keypulse.invitation;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.ScriptedSmtp;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Everybody is asked in one language from the greeting to the answers. */
@KeypulseTest
class LanguageOfMailTest {
  @Inject InvitationDispatcher dispatcher;
  @Inject Reminders reminders;
  @Inject MovableClock clock;

  @Test
  void whoseLanguageHasNoWordingsIsAskedInTheFirst() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    company.contacts("acme", 1, "pl");
    assertEquals("en", asked(company, company.program(100_000)));
  }

  @Test
  void aQuestionnaireOfOneLanguageIsAskedInThatWhateverTheProgramNames() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    company.contacts("acme", 1, "de");
    for (String languages : new String[] {"{}", "{en,es}"}) {
      String program = company.program(100_000);
      Database.change(
          """
          with french as (
            insert into questionnaire (name, edition, aspects, levels, made_at)
            select ?, 1, aspects, levels, now() from questionnaire where id = 1 returning id),
          worded as (
            insert into questionnaire_wording (questionnaire_id, language, key, text)
            select french.id, w.language, w.key, w.text from questionnaire_wording w, french
            where w.questionnaire_id = 1 and w.language = 'fr')
          update survey_program set questionnaire_id = (select id from french), languages = ?::text[]
          where id = (select max(id) from survey_program)
          """,
          company.prefix + languages,
          languages);
      assertEquals("fr", asked(company, program));
    }
  }

  @Test
  void mailsThatAreStillToLeaveAreInTheLanguageThatTheirReaderHasByThen() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    company.contacts("acme", 1, "de");
    String wave =
        company.openWave(
            company.program(
                100_000,
                Map.of(
                    "languages",
                    List.of("es", "de", "fr"),
                    "reminderDays",
                    List.of(3, 7),
                    "thanks",
                    true)));
    company.contacts("acme", 1, "fr");
    dispatcher.dispatch(clock);
    assertEquals("fr", last(company).language());
    assertEquals("fr", page(company), "the page behind the mail");

    company.contacts("acme", 1, "de");
    assertEquals("fr", page(company), "as long as there is no other mail");
    onDay(3);
    assertEquals("de", last(company).language());
    assertEquals("de", page(company));

    company.contacts("acme", 1, "en");
    onDay(7);
    assertEquals("es", last(company).language(), "the program's first, where theirs is none of it");

    given().formParam("overall", 4).post(last(company).mail().answerPath()).then().statusCode(200);
    company.contacts("acme", 1, "fr");
    onDay(8);
    assertEquals(4, Mailbox.of(company.address("acme", 1)).size());
    assertEquals("fr", last(company).language(), "thanks");
    assertEquals(
        "es",
        Database.value(
            "select language from invitation where email = ?", company.address("acme", 1)),
        "in which the answer was given");
    company.closeWave(wave);
  }

  @Test
  void aMailThatMayHaveArrivedIsRepeatedAsItWas() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    company.contacts("acme", 1, "de");
    String wave = company.openWave(company.program(100_000));
    Mailbox.faults(
        company.address("acme", 1),
        new ScriptedSmtp.Fault(ScriptedSmtp.Point.END, ScriptedSmtp.HANG_UP));
    dispatcher.dispatch(clock);
    company.contacts("acme", 1, "fr");
    clock.later(Duration.ofMinutes(31), () -> dispatcher.dispatch(clock));
    assertEquals(
        List.of("de", "de"),
        Mailbox.of(company.address("acme", 1)).stream().map(LanguageOfMailTest::language).toList());
    company.closeWave(wave);
  }

  private void onDay(int day) {
    clock.later(
        Duration.ofDays(day).plusMinutes(1),
        () -> {
          reminders.plan(clock.instant());
          dispatcher.dispatch(clock);
        });
  }

  private record Worded(Mailbox.Mail mail, String language) {}

  private static Worded last(Company company) {
    Mailbox.Mail mail = Mailbox.of(company.address("acme", 1)).getLast();
    return new Worded(mail, language(mail));
  }

  private static String language(Mailbox.Mail mail) {
    return language(mail.html());
  }

  private static String page(Company company) {
    return language(given().get(last(company).mail().answerPath()).asString());
  }

  private static String language(String html) {
    assertTrue(html.contains("<html lang=\""), html);
    return html.replaceAll("(?s).*<html lang=\"([a-z]+)\".*", "$1");
  }

  private String asked(Company company, String program) {
    String wave = company.openWave(program);
    dispatcher.dispatch(clock);
    company.closeWave(wave);
    return last(company).language();
  }
}
