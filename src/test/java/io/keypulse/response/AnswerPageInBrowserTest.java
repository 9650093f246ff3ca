package io.keypulse.response;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.keypulse.Browser;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.InBrowser;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The answer page as people have it before them. */
@KeypulseTest
@InBrowser
class AnswerPageInBrowserTest {
  @RegisterExtension static final Browser BROWSER = new Browser();

  @Inject InvitationDispatcher dispatcher;
  @Inject MovableClock clock;

  private Company company;
  private String wave;

  @BeforeEach
  void twoPeopleAreAsked() {
    company = Company.imported().keyAccount("acme", "north", 2);
    wave = company.openWave(company.program(100_000));
    dispatcher.dispatch(clock);
  }

  @AfterEach
  void theWaveEnds() {
    if (Database.value("select state from wave where id = (select max(id) from wave)")
        .equals("OPEN")) {
      company.closeWave(wave);
    }
  }

  @Test
  void thePageCanBeAnsweredWithTheKeyboardAloneAndWithoutScripts() {
    try (BrowserContext person =
        BROWSER.person(
            new NewContextOptions()
                .setViewportSize(Browser.NARROW, 640)
                .setJavaScriptEnabled(false))) {
      Page page = person.newPage();
      List<String> loaded = new CopyOnWriteArrayList<>();
      page.onRequest(request -> loaded.add(request.url()));
      page.navigate(address(1) + "?r=2");
      tabTo(page, "button[name=overall]");
      page.keyboard().press("Enter");
      assertThat(page).hasTitle("Thank you");
      tabTo(page, "[name=DELIVERY]");
      page.keyboard().press("ArrowUp");
      tabTo(page, "textarea");
      page.keyboard().type("Too late, twice");
      tabTo(page, "[name=call]");
      page.keyboard().press("Space");
      tabTo(page, "button");
      page.keyboard().press("Enter");
      assertThat(page.locator("[role=status]")).hasText("Saved, thank you");
      assertTrue(
          loaded.stream().allMatch(url -> url.startsWith("http://localhost:" + RestAssured.port)),
          loaded.toString());
    }
    assertEquals(
        List.of("2 {NULL,NULL,1} Too late, twice true"),
        Database.column(
            """
            select concat_ws(' ', overall, ratings, why, call_wish::text) from answer a
            join invitation i on i.id = a.invitation_id where i.email = ?
            """,
            company.address("acme", 1)));
  }

  @Test
  void anAspectTakesOneLineOfAPhoneAndItsMarkCanBeTakenBackWithTheKeyboard() {
    try (BrowserContext person =
        BROWSER.person(
            new NewContextOptions()
                .setViewportSize(Browser.NARROW, 640)
                .setJavaScriptEnabled(false))) {
      Page page = person.newPage();
      page.navigate(address(1) + "?r=4");
      page.locator("button[name=overall]").click();
      assertEquals(
          "nowrap",
          page.locator(".key span")
              .first()
              .evaluate("key => getComputedStyle(key, '::before').whiteSpace"),
          "two signs that stand for one answer stay together");
      for (Locator aspect : page.locator("fieldset").all()) {
        assertTrue(aspect.boundingBox().height < 100, aspect.boundingBox().height + " pixels");
        for (Locator choice : aspect.locator("label").all()) {
          assertTrue(choice.boundingBox().width >= 24 && choice.boundingBox().height >= 24);
        }
      }
      Locator price = page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Price"));
      price.getByLabel("Somewhat dissatisfied").check();
      page.locator("form button").click();
      assertThat(price.getByLabel("Somewhat dissatisfied")).isChecked();
      tabTo(page, "[name=PRICE]");
      page.keyboard().press("ArrowDown");
      page.keyboard().press("ArrowDown");
      assertThat(price.getByLabel("No answer")).isChecked();
      page.locator("form button").click();
      assertThat(page.locator("[role=status]")).hasText("Saved, thank you");
    }
    assertEquals(
        List.of("{NULL,NULL,NULL}"),
        Database.column(
            "select a.ratings::text from answer a join invitation i on i.id = a.invitation_id where i.email = ?",
            company.address("acme", 1)));
  }

  @Test
  void theReasonIsAskedOfThoseWhoAreDissatisfiedWithSomething() {
    try (BrowserContext person = BROWSER.person(new NewContextOptions())) {
      Page page = person.newPage();
      page.navigate(address(1));
      page.locator("button").click();
      assertEquals(
          1, page.locator("legend h1").count(), "the browser itself asks for a choice first");
      page.getByText("Very satisfied").click();
      page.locator("button").click();
      assertThat(page).hasTitle("Thank you");
      assertFalse(page.locator("textarea").isVisible());
      page.locator("[name=PRICE][value='4']").check();
      assertFalse(page.locator("textarea").isVisible());
      page.locator("[name=PRICE][value='1']").check();
      assertTrue(page.locator("textarea").isVisible());
    }
  }

  @Test
  void everyPageIsAccessibleAndFitsInBothWidthsInTwoLanguages() {
    List<String> faults = new ArrayList<>();
    for (String language : List.of("de", "zh")) {
      int person = language.equals("de") ? 1 : 2;
      for (int width : List.of(Browser.NARROW, Browser.WIDE)) {
        boolean narrow = width == Browser.NARROW;
        try (BrowserContext context =
            BROWSER.person(
                new NewContextOptions()
                    .setViewportSize(width, 800)
                    .setBypassCSP(true)
                    .setColorScheme(narrow ? ColorScheme.DARK : ColorScheme.LIGHT))) {
          Page page = context.newPage();
          String name = language + "-" + width;
          if (narrow) {
            page.navigate(address(person) + "?l=" + language);
            look(page, "question-" + name, faults);
            page.navigate(address(person) + "?r=2&l=" + language);
            look(page, "chosen-in-mail-" + name, faults);
            page.locator("button").first().click();
            assertThat(page).hasTitle(language.equals("de") ? "Vielen Dank" : "谢谢");
            look(page, "details-" + name, faults);
          } else {
            page.navigate(address(person) + "?l=" + language);
            look(page, "details-" + name, faults);
            page.locator("[name=PRICE][value='2']").check();
            page.locator("button").click();
            assertThat(page)
                .hasTitle(language.equals("de") ? "Gespeichert, vielen Dank" : "已保存，谢谢");
            look(page, "saved-" + name, faults);
          }
          page.navigate(address(person).replace("/s/", "/u/") + "?l=" + language);
          look(page, "stop-" + name, faults);
          page.navigate(address(person).replaceAll("/s/.*", "/s/unknown?l=" + language));
          look(page, "unknown-" + name, faults);
        }
      }
    }
    company.closeWave(wave);
    try (BrowserContext context =
        BROWSER.person(
            new NewContextOptions().setViewportSize(Browser.WIDE, 800).setBypassCSP(true))) {
      Page page = context.newPage();
      page.navigate(address(1));
      look(page, "closed", faults);
    }
    assertEquals(List.of(), faults);
  }

  @Test
  void theLinkOfTheMailOpensThePrivacyNotice() {
    try (BrowserContext person =
        BROWSER.person(
            new NewContextOptions()
                .setViewportSize(Browser.NARROW, 640)
                .setJavaScriptEnabled(false))) {
      Page page = person.newPage();
      page.navigate(address(1));
      assertThat(page.locator("#privacy")).isHidden();
      page.navigate("about:blank");
      page.navigate(address(1) + "#privacy");
      assertThat(page.locator("#privacy")).isVisible();
      assertThat(page.locator("#privacy")).containsText("Northwind Ltd");
    }
  }

  @Test
  void whoAnswersOtherwiseInAnotherWindowReadsWhomToTurnTo() {
    List<String> faults = new ArrayList<>();
    try (BrowserContext person =
        BROWSER.person(
            new NewContextOptions().setViewportSize(Browser.NARROW, 640).setBypassCSP(true))) {
      Page first = person.newPage();
      first.navigate(address(1));
      Page second = person.newPage();
      second.navigate(address(1));
      first.getByText("Very satisfied").click();
      first.locator("button").click();
      assertThat(first).hasTitle("Thank you");
      second.getByText("Extremely dissatisfied").click();
      second.locator("button").click();
      assertThat(second).hasTitle("You have answered already");
      assertThat(second.getByText("Write to Ana Alvarez")).isVisible();
      look(second, "answered-already", faults);
    }
    assertEquals(List.of(), faults);
  }

  private static void look(Page page, String name, List<String> faults) {
    page.locator("details").all().forEach(some -> some.locator("summary").click());
    faults.addAll(BROWSER.faults(page, name));
  }

  private static void tabTo(Page page, String what) {
    for (int i = 0; i < 60; i++) {
      page.keyboard().press("Tab");
      if (page.locator(what + ":focus").count() > 0) {
        return;
      }
    }
    throw new AssertionError("the keyboard does not get to " + what);
  }

  private String address(int contact) {
    return "http://localhost:"
        + RestAssured.port
        + Mailbox.of(company.address("acme", contact)).getFirst().answerPath();
  }
}
