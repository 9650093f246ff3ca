package io.keypulse.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import io.keypulse.Browser;
import io.keypulse.KeypulseTest;
import io.restassured.RestAssured;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The report as its readers have it before them. Pictures of it are in {@code target/pictures}. */
@KeypulseTest
@Tag("browser")
@EnabledIf(
    value = "io.keypulse.Browser#isInstalledOrThisIsContinuousIntegration",
    disabledReason = "no Chromium is installed; continuous integration requires it")
class ManagerReportInBrowserTest {
  private static final int NARROW = 320;
  private static final int WIDE = 1280;
  private static final Path PICTURES = Path.of("target", "pictures");

  /** What it takes for WCAG 2.2 AA, and axe's advice beyond. */
  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

  private static Browser browser;

  private Reported company;

  @BeforeAll
  static void aBrowserStarts() {
    browser = new Browser();
  }

  @AfterAll
  static void theBrowserEnds() {
    browser.close();
  }

  @BeforeEach
  void aCompanyHasAnswered() {
    company = Reported.company();
  }

  @Test
  void itIsAccessibleAndFitsInLightDarkAndOnThePhone() {
    List<String> faults = new ArrayList<>();
    look("wide", options(WIDE).setColorScheme(ColorScheme.LIGHT), "en", faults);
    look("dark", options(WIDE).setColorScheme(ColorScheme.DARK), "de", faults);
    look("phone", options(NARROW).setColorScheme(ColorScheme.DARK), "fr", faults);
    look("phone-zh", options(NARROW).setColorScheme(ColorScheme.LIGHT), "zh", faults);
    assertEquals(List.of(), faults);
  }

  private void look(String name, NewContextOptions options, String language, List<String> faults) {
    try (BrowserContext reader = browser.person(options.setBypassCSP(true))) {
      Page page = open(reader, language);
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(PICTURES.resolve("report-" + name + ".png"))
              .setFullPage(true));
      Object overflow =
          page.evaluate(
              "document.documentElement.scrollWidth - document.documentElement.clientWidth");
      if (((Number) overflow).intValue() > 0) {
        faults.add(name + " is wider than its window by " + overflow);
      }
      for (Rule rule : new AxeBuilder(page).withTags(RULES).analyze().getViolations()) {
        faults.add(name + ": " + rule.getId() + " " + rule.getNodes());
      }
    }
  }

  @Test
  void itIsPrintedOnPagesThatKeepAPictureWithItsTable() {
    try (BrowserContext reader = browser.person(options(WIDE).setJavaScriptEnabled(false))) {
      Page page = open(reader, "en");
      List<String> said = new ArrayList<>();
      page.onConsoleMessage(message -> said.add(message.text()));
      page.reload();
      assertEquals(List.of(), said, "the policy lets the page's own styles in");
      page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
      byte[] pdf =
          page.pdf(
              new Page.PdfOptions()
                  .setPath(PICTURES.resolve("report.pdf"))
                  .setPreferCSSPageSize(true)
                  .setPrintBackground(false));
      long pages =
          Pattern.compile("/Type\\s*/Page\\b")
              .matcher(new String(pdf, StandardCharsets.ISO_8859_1))
              .results()
              .count();
      assertTrue(pages >= 2 && pages <= 6, pages + " pages");
    }
  }

  private NewContextOptions options(int width) {
    return new NewContextOptions()
        .setViewportSize(width, 800)
        .setExtraHTTPHeaders(Map.of("Authorization", company.as("chief").authorization()));
  }

  private Page open(BrowserContext reader, String language) {
    Page page = reader.newPage();
    page.navigate(
        "http://localhost:"
            + RestAssured.port
            + company.address("ana", Reported.ofWave(company.wave) + "&lang=" + language));
    return page;
  }
}
