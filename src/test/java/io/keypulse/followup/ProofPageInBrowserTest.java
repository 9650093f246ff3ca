package io.keypulse.followup;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.keypulse.Browser;
import io.keypulse.InBrowser;
import io.keypulse.KeypulseTest;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page that asks whether it is mended, as customers have it before them. */
@KeypulseTest
@InBrowser
class ProofPageInBrowserTest {
  @RegisterExtension static final Browser BROWSER = new Browser();

  @Inject InvitationDispatcher invitations;
  @Inject FollowUpDispatcher notices;
  @Inject MovableClock clock;

  private final Loop loop = new Loop();

  @BeforeEach
  void aComplaintIsResolved() {
    loop.staffed();
    loop.keyAccount("acme", 1);
    String wave = loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
    loop.answer("acme", 1, "overall", 2, "PRICE", 1);
    loop.company.closeWave(wave);
    loop.workUpToResolved("ana");
    notices.dispatch(clock);
  }

  @Test
  void itIsAccessibleFitsAndSpeaksTheLanguageOfItsReaderToTheEnd() {
    String address = "http://localhost:" + RestAssured.port + loop.proofPage("acme", 1);
    List<String> faults = new ArrayList<>();
    try (BrowserContext wide = person(new NewContextOptions().setViewportSize(Browser.WIDE, 800));
        BrowserContext narrow =
            person(
                new NewContextOptions()
                    .setViewportSize(Browser.NARROW, 640)
                    .setColorScheme(ColorScheme.DARK))) {
      Page other = wide.newPage();
      other.navigate(address);
      faults.addAll(BROWSER.faults(other, "proof-en-wide"));

      Page page = narrow.newPage();
      page.navigate(address + "?r=4");
      page.getByText("Deutsch").click();
      assertThat(page).hasTitle("Wie zufrieden sind Sie jetzt mit unseren Preisen?");
      faults.addAll(BROWSER.faults(page, "proof-de-narrow"));
      page.locator("button").first().click();
      assertThat(page).hasTitle("Vielen Dank");
      faults.addAll(BROWSER.faults(page, "proof-thanks-de-narrow"));

      other.getByLabel("Extremely dissatisfied").check();
      other.locator("button").click();
      assertThat(other).hasTitle("You have answered already");
      assertThat(other.getByText("Write to Ana Alvarez").first()).isVisible();
      faults.addAll(BROWSER.faults(other, "proof-answered-en-wide"));
    }
    assertEquals(List.of(), faults);
    assertEquals("RECOVERED", loop.newest().getString("state"));
  }

  @Test
  void theLinkOfTheMailOpensTheNoticeOfThisQuestion() {
    String link =
        loop.proofMail("acme", 1).text().replaceAll("(?s).*(/p/[A-Za-z0-9_-]{43}#privacy).*", "$1");
    try (BrowserContext narrow =
        person(
            new NewContextOptions()
                .setViewportSize(Browser.NARROW, 640)
                .setJavaScriptEnabled(false))) {
      Page page = narrow.newPage();
      page.navigate("http://localhost:" + RestAssured.port + link);
      assertThat(page.locator("#privacy")).isVisible();
      assertThat(page.getByText("Who reads it: the people who serve")).isVisible();
    }
  }

  private static BrowserContext person(NewContextOptions options) {
    return BROWSER.person(options.setBypassCSP(true));
  }
}
