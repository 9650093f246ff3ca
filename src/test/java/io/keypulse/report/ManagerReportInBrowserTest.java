package io.keypulse.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import io.keypulse.Browser;
import io.keypulse.Database;
import io.keypulse.InBrowser;
import io.keypulse.KeypulseTest;
import io.restassured.RestAssured;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The report as its readers have it before them. */
@KeypulseTest
@InBrowser
class ManagerReportInBrowserTest {
  @RegisterExtension static final Browser BROWSER = new Browser();

  private Reported company;

  @BeforeEach
  void aCompanyHasAnswered() {
    company = Reported.company();
  }

  @Test
  void itIsAccessibleAndFitsInLightDarkAndOnThePhone() {
    List<String> faults = new ArrayList<>();
    look("wide", options(Browser.WIDE).setColorScheme(ColorScheme.LIGHT), "en", faults);
    look("dark", options(Browser.WIDE).setColorScheme(ColorScheme.DARK), "de", faults);
    look("phone", options(Browser.NARROW).setColorScheme(ColorScheme.DARK), "fr", faults);
    look("phone-zh", options(Browser.NARROW).setColorScheme(ColorScheme.LIGHT), "zh", faults);
    assertEquals(List.of(), faults);
  }

  private void look(String name, NewContextOptions options, String language, List<String> faults) {
    try (BrowserContext reader = BROWSER.person(options.setBypassCSP(true))) {
      faults.addAll(BROWSER.faults(open(reader, language), "report-" + name));
    }
  }

  @Test
  void noTableIsCutByItsCardInAnyLanguageNorWhereWordsStandForFigures() {
    List<String> cut = new ArrayList<>();
    for (String promise :
        List.of(
            "confidentiality = 'AGGREGATE', aggregate_from = 100",
            "confidentiality = 'NAMED', aggregate_from = null")) {
      Database.change("update wave set " + promise + " where id = ?::int", company.wave);
      for (String language : List.of("en", "es", "zh", "de", "fr")) {
        for (int width : List.of(Browser.WIDE, 800, 360)) {
          try (BrowserContext reader = BROWSER.person(options(width))) {
            Object wider =
                open(reader, language)
                    .evaluate(
                        "[...document.querySelectorAll('.scroll')].filter(t => t.scrollWidth > t.clientWidth).map(t => t.ariaLabel + t.scrollWidth).join()");
            if (!"".equals(wider)) {
              cut.add(language + " " + width + " " + wider);
            }
          }
        }
      }
    }
    assertEquals(List.of(), cut);
  }

  @Test
  void itIsPrintedOnPagesThatKeepAPictureWithItsTable() {
    try (BrowserContext reader =
        BROWSER.person(options(Browser.WIDE).setJavaScriptEnabled(false))) {
      Page page = open(reader, "en");
      List<String> said = new ArrayList<>();
      page.onConsoleMessage(message -> said.add(message.text()));
      page.reload();
      assertEquals(List.of(), said, "the policy lets the page's own styles in");
      page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
      byte[] pdf =
          page.pdf(
              new Page.PdfOptions()
                  .setPath(Browser.PICTURES.resolve("report.pdf"))
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
