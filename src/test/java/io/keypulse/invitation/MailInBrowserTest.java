package io.keypulse.invitation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.keypulse.Browser;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.InBrowser;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A mail as a phone shows it. */
@KeypulseTest
@InBrowser
class MailInBrowserTest {
  private static final String ONE_WORD = "Hohenlohe-Langenburg".replace("-", "") + "x".repeat(40);

  @RegisterExtension static final Browser BROWSER = new Browser();

  @Inject InvitationDispatcher dispatcher;
  @Inject MovableClock clock;

  @Test
  void namesOfLongWordsMakeItNoWiderThanTheWindow() {
    Company company = Company.imported().keyAccount("acme", "north", 1);
    String wave = company.openWave(company.program(100_000));
    Database.change(
        "update employee set name = ? where source = ? and external_id = 'ana'",
        ONE_WORD,
        company.prefix);
    Database.change(
        "update invitation set name = ? where email = ?", ONE_WORD, company.address("acme", 1));
    dispatcher.dispatch(clock);
    company.closeWave(wave);
    try (BrowserContext person =
        BROWSER.person(new NewContextOptions().setViewportSize(Browser.NARROW, 640))) {
      Page page = person.newPage();
      page.setContent(Mailbox.of(company.address("acme", 1)).getFirst().html());
      assertEquals(Browser.NARROW, page.evaluate("document.documentElement.scrollWidth"));
    }
  }
}
