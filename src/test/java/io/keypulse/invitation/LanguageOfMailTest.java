package io.keypulse.invitation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Everybody is asked in one language from the greeting to the answers. */
@KeypulseTest
class LanguageOfMailTest {
  @Inject InvitationDispatcher dispatcher;
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

  private String asked(Company company, String program) {
    String wave = company.openWave(program);
    dispatcher.dispatch(clock);
    company.closeWave(wave);
    String html = Mailbox.of(company.address("acme", 1)).getLast().html();
    assertTrue(html.contains("<html lang=\""), html);
    return html.replaceAll("(?s).*<html lang=\"([a-z]+)\".*", "$1");
  }
}
