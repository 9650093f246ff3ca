package io.keypulse.report;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import io.keypulse.platform.GlobalId;
import io.keypulse.survey.WordingLanguages;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.NumberFormat;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@KeypulseTest
class ManagerReportTest {
  private static final Pattern TAG = Pattern.compile("<[^>]*>");
  private static final Pattern PERCENT = Pattern.compile("(\\d+)[\\s\\h]*%");

  @Inject InvitationDispatcher dispatcher;
  @Inject MovableClock clock;

  private Reported company;

  @BeforeEach
  void aCompanyHasAnswered() {
    company = Reported.company();
  }

  @Test
  void itSaysWhatTheQuerySays() {
    for (String reader : List.of("ana", "chief")) {
      String manager = company.answers.employee(reader);
      JsonPath asked =
          company.answers.ask(
              company.as(reader),
              company.wave,
              "managerId: \"" + manager + "\", line: TREE",
              """
              population drawn answered noOpinion distribution { count }
              dissatisfied { ... on Share { count of share lowestShare highestShare } }
              dissatisfiedAccounts { ... on Share { count of share lowestShare highestShare } ... on InsufficientData { have need } }
              byAspect { aspect accounts shareOfAccounts lowestShareOfAccounts highestShareOfAccounts cumulativeShare }
              responseRates { rr4 } answeredByPhone
              pulse { ... on Pulse { centre points { dissatisfied withOpinion share signal } } }
              ranking { ... on Ranking { withoutAnswers nodes { share lowestShare highestShare withOpinion account { name
                satisfaction(period: {from: "2000-01-01", to: "2100-01-01"}) { ... on AccountSatisfaction { verdict } } } } } }
              """);
      String page = words(company.text(reader, reader, Reported.ofWave(company.wave)));
      assertTrue(
          page.contains(
              "All %s people were drawn and %s answered, %s without an opinion."
                  .formatted(
                      asked.getString("population"),
                      asked.getString("answered"),
                      asked.getString("noOpinion"))),
          page);
      assertTrue(
          page.contains(
              "Response rate: %s of those drawn who are still eligible (AAPOR RR4); answered by telephone: %s of %s."
                  .formatted(
                      percent(asked, "responseRates.rr4"),
                      asked.getString("answeredByPhone"),
                      asked.getString("answered"))),
          page);
      assertTrue(
          page.contains(
              "Dissatisfied people: %s (%s of %s), among all %s to %s."
                  .formatted(
                      percent(asked, "dissatisfied.share"),
                      asked.getString("dissatisfied.count"),
                      asked.getString("dissatisfied.of"),
                      percent(asked, "dissatisfied.lowestShare"),
                      percent(asked, "dissatisfied.highestShare"))),
          page);
      List<String> rest = List.of("[0]", "[1]", "[2]");
      rest.forEach(
          one ->
              assertTrue(
                  page.contains(
                      " %s %s (%s to %s); few accounts, so a wide one %s "
                          .formatted(
                              asked.getString("byAspect" + one + ".accounts"),
                              percent(asked, "byAspect" + one + ".shareOfAccounts"),
                              percent(asked, "byAspect" + one + ".lowestShareOfAccounts"),
                              percent(asked, "byAspect" + one + ".highestShareOfAccounts"),
                              percent(asked, "byAspect" + one + ".cumulativeShare"))),
                  page));
      assertEquals(9, asked.getList("pulse.points").size());
      for (int i = 0; i < 9; i++) {
        assertTrue(
            page.contains(
                " %s of %s %s "
                    .formatted(
                        asked.getString("pulse.points[" + i + "].dissatisfied"),
                        asked.getString("pulse.points[" + i + "].withOpinion"),
                        percent(asked, "pulse.points[" + i + "].share"))),
            page);
      }
      assertEquals(true, asked.getBoolean("pulse.points[8].signal"));
      assertTrue(page.contains(" outside "), page);
      assertTrue(page.contains(" around " + percent(asked, "pulse.centre")), page);
      assertTrue(page.contains("They are made of the 8 waves from "), page);
      for (int i = 0; i < asked.getList("ranking.nodes").size(); i++) {
        String node = "ranking.nodes[" + i + "].";
        assertTrue(
            page.contains(
                "%s (%s to %s)"
                    .formatted(
                        percent(asked, node + "share"),
                        percent(asked, node + "lowestShare"),
                        percent(asked, node + "highestShare"))),
            page);
        assertTrue(page.contains(" " + asked.getString(node + "account.name") + " "), page);
      }
      assertTrue(
          page.contains(
              "Accounts without answers with an opinion: "
                  + asked.getString("ranking.withoutAnswers")
                  + "."));
    }
    String direct =
        words(company.text("chief", "chief", Reported.ofWave(company.wave) + "&line=DIRECT"));
    assertTrue(direct.contains("Cleo Chief and those directly below"), direct);
  }

  @Test
  void onlyTheManagerAndThoseAboveReadIt() {
    company
        .page("ana", "ben", "")
        .statusCode(403)
        .body("code", equalTo("FORBIDDEN"))
        .body("field", equalTo(null));
    company.page("ana", "chief", "").statusCode(403);
    given().get(company.address("ana", "")).then().statusCode(401);
    company.page("ben", "ben", "").statusCode(200);
    String ben = company.text("chief", "ben", Reported.ofWave(company.wave));
    assertFalse(ben.contains(company.answers.company.prefix + " a1"), "Ana's account");
    String ana = company.text("ana", "ana", Reported.ofWave(company.wave));
    assertFalse(ana.contains(company.answers.company.prefix + " b1"), "Ben's account");
    company.page("ana", "ana", "?from=2026-01-01").statusCode(400).body("field", equalTo("from"));
    company
        .page("ana", "ana", "?from=2026-13-01&to=2026-12-31")
        .statusCode(400)
        .body("field", equalTo("from"));
    company.page("ana", "ana", "?line=SIDEWAYS").statusCode(400).body("field", equalTo("line"));
    company
        .as("ana")
        .http()
        .get("/reports/managers/" + GlobalId.of("Wave", 1))
        .then()
        .statusCode(400)
        .body("field", equalTo("managerId"));
    company.page("ana", "ana", "?waveId=" + GlobalId.of("Wave", Integer.MAX_VALUE)).statusCode(404);
  }

  @Test
  void whatIsTooLittleOrConfidentialIsSaidInWords() {
    String small = words(company.text("ben", "ben", Reported.ofWave(company.wave)));
    assertTrue(
        small.contains("Dissatisfied people: too few answers with an opinion (3; 5 are needed)."),
        small);
    assertTrue(small.contains("too few accounts with answers"), small);
    assertFalse(small.contains("(0 of 3)"), "no share of three answers");

    String few = company.answers.wave(company.answers.company.program(100_000), 0);
    company.answers.say(few, "a", 1, 2, 1, "2", "'{1,4,2}'", "null");
    company.answers.say(few, "a", 3, 7, 1, "5", "'{5,4,4}'", "null");
    String seven = words(company.text("ana", "ana", Reported.ofWave(few)));
    assertTrue(
        seven.matches(".*Dissatisfied people: 2 of 7, so [0-9]+ to [0-9]+ of the 72\\..*"), seven);
    assertTrue(
        seven.contains("made of 8 closed waves with enough answers, and there are 0"), seven);
    assertFalse(seven.contains("Within the limits"), "where there are none");
    assertFalse(seven.contains("2 · 50%"), "no parts of four complaints");

    String wave = company.answers.wave(company.answers.company.program(100_000), 0);
    company.answers.say(wave, "a", 1, 6, 1, "2", "'{1,4,2}'", "null");
    company.answers.say(wave, "b", 1, 3, 1, "1", "'{1,2,4}'", "null");
    company.answers.confidential(wave);
    String page = company.text("ben", "ben", Reported.ofWave(wave));
    String confidential = words(page);
    String promise = "withheld: those who answered were promised that so few answers are not shown";
    assertTrue(confidential.contains("Dissatisfied people: " + promise), confidential);
    assertTrue(
        confidential.contains("the worst first Withheld: those who answered were"), confidential);
    assertFalse(confidential.contains("without an opinion"), "how many have no opinion");
    assertFalse(
        page.contains(company.answers.company.prefix + " b1"), "an account that is withheld");
    assertFalse(page.matches("(?s).*<td[^>]*></td>.*"), "an empty cell says nothing");
    company
        .page("ana", "ana", "?from=2199-01-01&to=2199-12-31&programId=" + company.program)
        .statusCode(404)
        .body("message", equalTo("There is no such wave yet."));
  }

  @Test
  void whereNobodyMarkedAnAspectItSaysSo() {
    String wave = company.answers.wave(company.answers.company.program(100_000), 0);
    company.answers.say(wave, "a", 1, 12, 1, "2", "'{null,null,null}'", "null");
    String page = words(company.text("ana", "ana", Reported.ofWave(wave)));
    assertTrue(page.contains("Dissatisfied people: 100% (12 of 12)"), page);
    assertTrue(page.contains("Nobody marked an aspect"), page);
  }

  @Test
  void whatIsWorthALookIsToldWithTheFigureThatLeavesItOut() {
    String wave = company.answers.wave(company.answers.company.program(100_000), 0);
    company.answers.say(wave, "a", 1, 3, 1, "2", "'{1,4,2}'", "null");
    company.answers.say(wave, "a", 4, 12, 1, "5", "'{5,4,4}'", "null");
    company.answers.say(wave, "a", 1, 2, 2, "5", "'{5,5,5}'", "null");
    String address = Reported.ofWave(wave);
    assertFalse(words(company.text("ana", "ana", address)).contains("Worth a look"));
    Database.change(
        "update answer set seconds = case when ratings = '{5,5,5}' then 2 else 60 end where wave_id = ?::int",
        wave);
    String page = words(company.text("ana", "ana", address));
    assertTrue(page.contains("Dissatisfied people: 21% (3 of 14"), page);
    assertTrue(page.contains("Worth a look: 2 of 14 answers say the same to every question"), page);
    assertTrue(page.matches(".*without them the dissatisfied people are: 25% \\(3 of 12.*"), page);
  }

  @Test
  void namesAreShownAsTheyAreAndCasesWithTheirAccounts() {
    String name = "<script>alert(1)</script> & <b>Sons</b>";
    var own = company.answers.company;
    own.keyAccount("evil", "south", 1);
    Database.change(
        "update account set name = ? where source = ? and external_id = 'evil'", name, own.prefix);
    String wave = own.openWave(own.program(100_000));
    dispatcher.dispatch(clock);
    given()
        .formParam("overall", 1)
        .post(Mailbox.of(own.address("evil", 1)).getLast().answerPath())
        .then()
        .statusCode(200);
    own.closeWave(wave);
    String page = company.text("ben", "ben", "?waveId=" + wave);
    assertTrue(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;Sons"), page);
    assertFalse(page.contains("<script"), page);
    assertFalse(page.contains("<b>"), page);
    assertTrue(words(page).contains("Cases that wait for somebody to act: 1."), page);
    assertTrue(words(page).contains("Cases that wait at accounts outside this list: 0."), page);
    Database.change(
        "update follow_up f set opened_at = opened_at - interval '2 years' from account a where a.id = f.account_id and a.source = ?"
            + " and a.external_id = 'evil'",
        own.prefix);
    String older = words(company.text("ben", "ben", "?waveId=" + wave));
    assertTrue(older.contains("Cases that wait for somebody to act: 1."), older);
    String elsewhere = words(company.text("ben", "ben", Reported.ofWave(company.wave)));
    assertTrue(elsewhere.contains("Cases that wait for somebody to act: 1."), elsewhere);
    assertTrue(elsewhere.contains("Cases that wait at accounts outside this list: 1."), elsewhere);
  }

  @Test
  void itLoadsNothingRunsNothingAndIsKeptByNobody() throws Exception {
    Response answer =
        company
            .page("ana", "ana", Reported.ofWave(company.wave))
            .statusCode(200)
            .contentType("text/html")
            .header("Cache-Control", "no-store")
            .header("Referrer-Policy", "no-referrer")
            .extract()
            .response();
    String page = answer.asString();
    Matcher style = Pattern.compile("(?s)<style>(.*?)</style>").matcher(page);
    assertTrue(style.find());
    String hash =
        Base64.getEncoder()
            .encodeToString(
                MessageDigest.getInstance("SHA-256")
                    .digest(style.group(1).getBytes(StandardCharsets.UTF_8)));
    assertEquals(
        "default-src 'none'; style-src 'sha256-"
            + hash
            + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        answer.header("Content-Security-Policy"));
    for (String foreign :
        List.of("<script", "http:", "https:", "src=", "@import", " style=", " on")) {
      String marked = foreign.equals(" on") ? "\\son[a-z]+=" : Pattern.quote(foreign);
      assertFalse(Pattern.compile(marked).matcher(page).find(), foreign);
    }
    long pictures = Pattern.compile("role=\"img\"").matcher(page).results().count();
    assertEquals(5, pictures);
    assertEquals(pictures, Pattern.compile("<title id=").matcher(page).results().count());
    assertEquals(pictures, Pattern.compile("<desc id=").matcher(page).results().count());
    assertEquals(pictures, Pattern.compile("<table ").matcher(page).results().count());
  }

  @Test
  void everyLanguageHasEveryTextAndItsOwnNumbers() throws IOException {
    TreeSet<String> texts = new TreeSet<>();
    Arrays.stream(ReportWording.class.getDeclaredMethods())
        .forEach(method -> texts.add(method.getName()));
    Map<String, String> heads =
        Map.of(
            "en", "How satisfied people are",
            "es", "Cómo de satisfechas están las personas",
            "zh", "人们的满意程度",
            "de", "Wie zufrieden die Menschen sind",
            "fr", "À quel point les personnes sont satisfaites");
    for (String language : WordingLanguages.ALL) {
      assertEquals(texts, texts(language).stringPropertyNames(), language);
      String page = company.text("ana", "ana", Reported.ofWave(company.wave) + "&lang=" + language);
      assertTrue(page.contains("<html lang=\"" + language + "\">"), language);
      assertTrue(page.contains(Objects.requireNonNull(heads.get(language))), page);
    }
    company
        .as("ana")
        .http()
        .header("Accept-Language", "it, fr;q=0.8, de;q=0.5")
        .get(company.address("ana", Reported.ofWave(company.wave)))
        .then()
        .body(containsString("<html lang=\"fr\">"), containsString("parmi tous de"));
  }

  @Test
  void textsWritePercentsAsTheFiguresBesideThemAre() throws IOException {
    for (String language : WordingLanguages.ALL) {
      String written =
          NumberFormat.getPercentInstance(Locale.forLanguageTag(language)).format(0.95);
      for (Object text : texts(language).values()) {
        PERCENT
            .matcher(text.toString())
            .results()
            .forEach(
                found ->
                    assertEquals(written.replace("95", found.group(1)), found.group(), language));
      }
    }
  }

  private static Properties texts(String language) throws IOException {
    Properties texts = new Properties();
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(
                ManagerReportTest.class.getResourceAsStream(
                    "/messages/report_" + language + ".properties")),
            StandardCharsets.UTF_8)) {
      texts.load(reader);
    }
    return texts;
  }

  private static String percent(JsonPath asked, String path) {
    return NumberFormat.getPercentInstance(Locale.ENGLISH).format(asked.getDouble(path));
  }

  /** What stands on the page, word by word. */
  private static String words(String page) {
    return TAG.matcher(page).replaceAll(" ").replaceAll("\\s+", " ");
  }
}
