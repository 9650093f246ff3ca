package io.keypulse.response;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.keypulse.Client;
import io.keypulse.Company;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.LogLines;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.Together;
import io.keypulse.invitation.InvitationDispatcher;
import io.keypulse.platform.GlobalId;
import io.keypulse.platform.Retention;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@KeypulseTest
class AnswerPageTest {
  private static final Map<String, String> NEW_ONES_COUNT_NO_LONGER =
      Map.of(
          "en", "new answers no longer count",
          "es", "las respuestas nuevas ya no cuentan",
          "zh", "现在的回答不再计入",
          "de", "neue Antworten zählen hier nicht mehr",
          "fr", "les nouvelles réponses ne sont plus prises en compte");

  private static final Map<String, String> NOT_RECORDED =
      Map.of(
          "en", "What you sent is not recorded",
          "es", "Lo que envió no se ha guardado",
          "zh", "您发送的内容未被记录",
          "de", "Was Sie gesendet haben, ist nicht gespeichert",
          "fr", "Votre envoi n’est pas enregistré");

  private static final Pattern ELSEWHERE = Pattern.compile("(src|href)=\"https?:[^\"]*\"");

  @Inject InvitationDispatcher dispatcher;
  @Inject MovableClock clock;
  @Inject Retention retention;

  private final HttpClient http = HttpClient.newHttpClient();

  private Company company;
  private String wave;
  private String page;

  @BeforeEach
  void somebodyIsAsked() {
    company = Company.imported().keyAccount("acme", "north", 1);
    wave = company.openWave(company.program(100_000));
    dispatcher.dispatch(clock);
    page = Mailbox.of(company.address("acme", 1)).getFirst().answerPath();
  }

  @AfterEach
  void theWaveEnds() {
    if (Database.value("select state from wave where id = (select max(id) from wave)")
        .equals("OPEN")) {
      company.closeWave(wave);
    }
  }

  @Test
  void lookingChangesNothingHoweverOften() {
    assertLookingChangesNothing();
    given().formParam("overall", 2).post(page).then().statusCode(200);
    assertLookingChangesNothing();
  }

  private void assertLookingChangesNothing() {
    List<String> before = everythingOfTheWave();
    for (String shown : List.of(page, page.replace("/s/", "/u/"), page.replace("/s/", "/d/"))) {
      for (String choice : List.of("1", "2", "3", "4", "5", "ALL", "QUARTER", "ANSWERS", "x")) {
        given().queryParam("r", choice).get(shown).then().statusCode(200);
        given().queryParam("r", choice).head(shown).then().statusCode(200);
        given().queryParam("r", choice).options(shown).then().statusCode(lessThan(300));
      }
    }
    assertEquals(before, everythingOfTheWave());
  }

  /** Every column of all that is kept about whoever was asked. */
  private List<String> everythingOfTheWave() {
    return Stream.of(
            "invitation t where t.email = ?",
            "mail t where t.invitation_id = (select id from invitation where email = ?)",
            "mail_attempt t where t.contact_id = (select id from contact where email = ?)",
            "answer t where t.contact_id = (select id from contact where email = ?)",
            "answer_version t where t.contact_id = (select id from contact where email = ?)",
            "phone_attempt t where t.contact_id = (select id from contact where email = ?)",
            "contact t where t.email = ?",
            "contact_hold t where t.contact_id = (select id from contact where email = ?)",
            "permission_entry t where t.email = ?",
            "refused_address t where t.email = ?",
            "follow_up t where t.contact_id = (select id from contact where email = ?)")
        .flatMap(rows -> Database.column("select to_jsonb(t) from " + rows, address()).stream())
        .sorted()
        .toList();
  }

  @Test
  void anUntouchedFormIsNoAnswerEvenWhereAChoiceCameWithTheLink() {
    String opened =
        given()
            .queryParam("r", 2)
            .get(page)
            .then()
            .statusCode(200)
            .body(containsString("<button name=\"overall\" value=\"2\">"))
            .extract()
            .asString();
    assertEquals(false, opened.contains(" checked>"), opened);
    given()
        .formParam("opened", "")
        .post(page + "?l=en")
        .then()
        .statusCode(400)
        .body(containsString("Please choose one"), containsString("role=\"alert\""));
    given().formParam("overall", 6).post(page).then().statusCode(400);
    given().formParam("overall", 2, 5).post(page).then().statusCode(400);
    assertEquals(List.of(), answers());
  }

  @Test
  void untilWhenIsSaidInTheTimeOfItsReaderAsPeopleNameIt() {
    given().get(page + "?l=en").then().body(containsString("(Central European Time)"));
    given().get(page + "?l=de").then().body(containsString("(Mitteleuropäische Zeit)"));
    Company other = Company.imported().keyAccount("acme", "north", 1);
    other.put(
        "contacts",
        "source,external_id,account_external_id,name,email,role,language,time_zone",
        "%1$s,acme1,acme,Kim,kim1@acme.%1$s.example,USER,fr,Asia/Shanghai");
    String next = other.openWave(other.program(100_000));
    dispatcher.dispatch(clock);
    given()
        .get(Mailbox.of(other.address("acme", 1)).getFirst().answerPath())
        .then()
        .body(containsString("(heure de la Chine)"));
    other.closeWave(next);
  }

  @Test
  void aFormThatCannotBeDecodedOrIsTooLongIsNoAnswer() {
    String form = "application/x-www-form-urlencoded";
    given()
        .contentType(form)
        .body("overall=5%zz&why=%zz")
        .post(page)
        .then()
        .statusCode(400)
        .body(containsString("Please choose one"));
    given().contentType(form).body("why=" + "x".repeat(70_000)).post(page).then().statusCode(413);
    assertEquals(List.of(), answers());
  }

  @Test
  void aFaultOfOursLosesNothingAndShowsNothing() {
    Database.change("revoke insert on answer from keypulse_system");
    try {
      String body =
          given().formParam("overall", 1).post(page).then().statusCode(500).extract().asString();
      assertEquals(true, body.contains("Incident"), body);
      assertEquals(false, body.contains("Exception"), body);
    } finally {
      Database.change("grant insert on answer to keypulse_system");
    }
    assertEquals(List.of(), answers());
    given().formParam("overall", 1).post(page).then().statusCode(200);
    assertEquals(List.of("1"), answers());
  }

  @Test
  void otherMethodsAndTypesAreNotServed() {
    given()
        .delete(page)
        .then()
        .statusCode(405)
        .body("message", is("This address does not take this method."));
    given().contentType("application/json").body("{}").post(page).then().statusCode(415);
    given().get("/s").then().statusCode(404);
  }

  @Test
  void twentyAnswersAtOnceAreOneAnswerAndOneCase() throws Exception {
    List<Integer> statuses =
        Together.call(
            20,
            () -> given().formParam("overall", 1).formParam("why", "late").post(page).statusCode());
    assertEquals(Collections.nCopies(20, 200), statuses);
    assertEquals(List.of("1"), answers());
    assertEquals(
        "1",
        Database.value(
            "select count(*) from follow_up f join invitation i on i.id = f.invitation_id where i.email = ?",
            address()));
  }

  @Test
  void theSameAnswerAgainIsThankedForAndAnotherIsNotTaken() {
    given().formParam("overall", 4).post(page).then().statusCode(200);
    given()
        .formParam("overall", 4)
        .post(page)
        .then()
        .statusCode(200)
        .body(containsString("Your answer is recorded"));
    given()
        .formParam("overall", 2)
        .post(page)
        .then()
        .statusCode(409)
        .body(containsString("Your answer: <strong>Satisfied overall</strong>"))
        .body(containsString("<a href=\"?l=en\">Add to your answer"))
        .body(containsString("please tell your account manager"))
        .body(containsString("Write to Ana Alvarez"))
        .body(containsString("mailto:ana." + company.prefix + "@keypulse.example"));
    given().get(page).then().statusCode(200).body(containsString("Satisfied overall"));
    assertEquals(List.of("4"), answers());
    assertEquals(List.of(), versions());
  }

  @Test
  void whatFollowsIsKeptAndCanBeCorrectedAndEachVersionStays() {
    given().formParam("overall", 2).post(page).then().statusCode(200);
    given()
        .formParam("details", 1)
        .formParam("PRICE", 4)
        .formParam("DELIVERY", 1)
        .formParam("why", "Late & wet")
        .formParam("call", 1)
        .post(page)
        .then()
        .statusCode(200)
        .body(containsString("Saved, thank you"));
    given().formParam("overall", 2).post(page).then().statusCode(200);
    given()
        .get(page)
        .then()
        .body(
            containsString("Late &amp; wet</textarea>"),
            containsString("name=\"DELIVERY\" value=\"1\" class=\"low\" checked"),
            containsString("name=\"call\" value=\"1\" checked"));
    given()
        .formParam("details", 1)
        .formParam("DELIVERY", 2)
        .formParam("why", " ")
        .post(page)
        .then()
        .statusCode(200);
    assertEquals("{NULL,4,2} null false 3", answer());
    assertEquals(
        List.of("1 {NULL,NULL,NULL} null false", "2 {NULL,4,1} Late & wet true"), versions());
    JsonPath shown =
        Client.as("admin")
            .data(
                """
                query ($id: ID!) { node(id: $id) { ... on Answer { version overall callWish
                  versions { version why callWish ratings { aspect answer } } } } }
                """,
                Map.of("id", GlobalId.of("Answer", Long.parseLong(invitation()))));
    shown.setRootPath("data.node");
    assertEquals(3, shown.getInt("version"));
    assertEquals(List.of(2, 1), shown.getList("versions.version"));
    assertEquals("Late & wet", shown.getString("versions[0].why"));
    assertEquals("EXTREMELY_DISSATISFIED", shown.getString("versions[0].ratings[1].answer"));

    clock.later(
        Duration.ofDays(15),
        () -> given().formParam("why", "Too late").post(page).then().statusCode(410));
    assertEquals("{NULL,4,2} null false 3", answer());
    clock.later(Duration.ofDays(366), () -> retention.run(clock.instant()));
    assertEquals(List.of(), versions());
    assertEquals("{NULL,4,2} null false 3", answer());
  }

  @Test
  void howLongThePageWasOpenIsMeasuredWithoutAScriptAndCannotBeMadeUp() {
    String stamp = stamp(given().get(page).asString());
    clock.later(
        Duration.ofSeconds(40),
        () ->
            given()
                .formParam("overall", 5)
                .formParam("opened", stamp)
                .formParam("PRODUCT_QUALITY", 5)
                .formParam("PRICE", 5)
                .formParam("DELIVERY", 5)
                .post(page)
                .then()
                .statusCode(200));
    JsonPath quality =
        Client.as("admin")
            .data(
                "query ($id: ID!) { node(id: $id) { ... on Answer { mode seconds quality { items longestRun straightLine speedShare check } } } }",
                Map.of("id", GlobalId.of("Answer", Long.parseLong(invitation()))));
    quality.setRootPath("data.node");
    assertEquals("EMAIL", quality.getString("mode"));
    assertEquals(4, quality.getInt("quality.items"));
    assertEquals(true, quality.getBoolean("quality.straightLine"));
    assertEquals(4, quality.getInt("quality.longestRun"));
    assertEquals(1.0, quality.getDouble("quality.speedShare"), "alone in the wave");
    assertEquals(false, quality.getBoolean("quality.check"));
    int seconds = quality.getInt("seconds");
    assertEquals(true, seconds >= 40 && seconds < 60, seconds + " seconds");

    String forged = "1" + stamp;
    given().formParam("PRICE", 2).formParam("opened", forged).post(page).then().statusCode(200);
    assertEquals(
        List.of("null"),
        Database.column(
            "select coalesce(seconds::text, 'null') from answer where invitation_id = ?::bigint",
            invitation()),
        "a time that nobody signed is no time");
  }

  @Test
  void whoeverAnsweredCanTakeItBackAlsoAfterTheWave() {
    String deletion = page.replace("/s/", "/d/");
    given()
        .formParam("overall", 1)
        .post(page)
        .then()
        .statusCode(200)
        .body(containsString("href=\"../d/"));
    given().formParam("why", "Late").formParam("details", 1).post(page).then().statusCode(200);
    given().get(deletion).then().statusCode(200).body(containsString("Delete my answers"));
    given().formParam("another", 1).post(deletion).then().statusCode(400);
    assertEquals(List.of("1"), answers(), "only the explicit choice deletes");
    company.closeWave(wave);
    given().get(page).then().statusCode(410).body(containsString("href=\"../d/"));
    for (int time = 0; time < 2; time++) {
      given()
          .formParam("choice", "ANSWERS")
          .post(deletion)
          .then()
          .statusCode(200)
          .body(containsString("Your answers are deleted"));
    }
    assertEquals(List.of(), answers());
    assertEquals(
        "REFUSED",
        Database.value(
            "select d.disposition from disposition d join contact c on c.id = d.contact_id where c.email = ?",
            address()),
        "reached, and no longer willing");
    assertEquals(
        List.of("UNPROVEN"),
        Database.column(
            "select f.state from follow_up f join invitation i on i.id = f.invitation_id where i.email = ?",
            address()),
        "nothing is left to be asked about");
    assertEquals(
        List.of(),
        Database.column(
            "select h.id::text from contact_hold h join contact c on c.id = h.contact_id where c.email = ? and h.ended_at is null",
            address()));
    assertEquals(
        true,
        Client.as("admin")
            .data("query ($id: ID!) { wave(id: $id) { books { balanced } } }", Map.of("id", wave))
            .getBoolean("data.wave.books.balanced"));
    given().formParam("choice", "ANSWERS").post("/d/" + "A".repeat(43)).then().statusCode(404);
  }

  @Test
  void unknownAndAlteredLinksLookAlike() {
    String altered = page.substring(0, page.length() - 2) + (page.endsWith("AA") ? "BB" : "AA");
    String unknown =
        given().get("/s/" + "A".repeat(43)).then().statusCode(404).extract().asString();
    assertEquals(unknown, given().get(altered).then().statusCode(404).extract().asString());
    assertEquals(unknown, given().get("/s/x").then().statusCode(404).extract().asString());
    assertEquals(
        unknown,
        given().formParam("overall", 1).post(altered).then().statusCode(404).extract().asString());
  }

  @Test
  void aSlashBehindALinkIsTakenAwayWithItsWayBack() {
    String token = page.substring("/s/".length());
    for (String kind : List.of("/s/", "/d/", "/u/")) {
      given()
          .redirects()
          .follow(false)
          .get(kind + token + "/?r=2&l=de")
          .then()
          .statusCode(308)
          .header("Location", "../" + token + "?r=2&l=de");
      given().get(kind + token + "/").then().statusCode(200);
    }
  }

  @Test
  void answersCountUntilTheWavesDateAndNoLonger() {
    clock.later(Duration.ofDays(13), () -> given().get(page).then().statusCode(200));
    clock.later(
        Duration.ofDays(15),
        () -> {
          given().get(page).then().statusCode(410);
          given().formParam("overall", 1).post(page).then().statusCode(410);
        });
    assertEquals(List.of(), answers());
  }

  @Test
  void thePageTellsNobodyElse() {
    given()
        .get(page)
        .then()
        .header("Cache-Control", "no-store")
        .header("Referrer-Policy", "no-referrer")
        .header("X-Robots-Tag", "noindex")
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", containsString("frame-ancestors 'none'"));
  }

  @Test
  void whatAHostHeaderClaimsStandsOnNoPage() {
    for (String kind : List.of("/s/", "/d/", "/u/")) {
      String shown =
          given()
              .header("Host", "evil.example")
              .header("X-Forwarded-Host", "evil.example")
              .get(page.replace("/s/", kind))
              .then()
              .statusCode(200)
              .extract()
              .asString();
      assertEquals(false, shown.contains("evil.example"), shown);
    }
  }

  @Test
  void everyLanguageFitsIntoTheFirstRoundTripAndSwitchesByALinkThatChangesNothing() {
    Map<String, String> questions =
        Map.of(
            "en", "How satisfied are you",
            "es", "satisfecho está",
            "zh", "满意程度如何",
            "de", "Wie zufrieden sind Sie",
            "fr", "Dans quelle mesure êtes-vous satisfait");
    for (Map.Entry<String, String> one : questions.entrySet()) {
      String language = one.getKey();
      String first = fits(given().queryParam("l", language).get(page));
      assertEquals(true, first.contains("<html lang=\"" + language + "\">"), first);
      assertEquals(true, first.contains(one.getValue()), first);
      assertEquals(5, first.split("hreflang=", -1).length - 1);
      assertEquals(false, first.contains("<script"), first);
      assertEquals(
          List.of("href=\"https://northwind.example/privacy\""),
          ELSEWHERE.matcher(first).results().map(MatchResult::group).toList());
      assertEquals(true, first.contains("Ana Alvarez"), "who asks: " + first);
      given().queryParam("l", language).get("/s/" + "A".repeat(43)).then().statusCode(404);
      given()
          .header("Accept-Language", language + ";q=0.8, xx")
          .get("/s/x")
          .then()
          .statusCode(404)
          .body(containsString("lang=\"" + language + "\""));
    }
    Database.change(
        """
        update wave set aspects = '{PRODUCT_QUALITY,PRICE,DELIVERY,SERVICE_AND_SUPPORT,COMMUNICATION,SALES_WORK,CULTURE_AND_RELATIONSHIP,BRAND}'
        where id = (select max(id) from wave)
        """);
    given().formParam("overall", 2).post(page + "?l=de").then().body(containsString("Vielen Dank"));
    for (String language : questions.keySet()) {
      fits(given().queryParam("l", language).get(page));
    }
    assertEquals(List.of("2"), answers());
    company.closeWave(wave);
    for (String language : questions.keySet()) {
      given()
          .queryParam("l", language)
          .get(page)
          .then()
          .statusCode(410)
          .body(containsString("<html lang=\"" + language + "\">"))
          .body(containsString(Objects.requireNonNull(NEW_ONES_COUNT_NO_LONGER.get(language))));
    }
  }

  @Test
  void whoWasPromisedThatNobodyReadsTheirAnswerIsToldSoAndNobodyReadsIt() {
    Database.change(
        "update wave set confidentiality = 'AGGREGATE', aggregate_from = 7 where id = (select max(id) from wave)");
    given().get(page).then().body(containsString("figures of at least 7 answers"));
    given()
        .formParam("overall", 1)
        .post(page)
        .then()
        .statusCode(200)
        .body(containsString("only counted together with others"));
    String answer = GlobalId.of("Answer", Long.parseLong(invitation()));
    Client ana = Client.as(company.login("ana"));
    assertNull(
        ana.data("query ($id: ID!) { node(id: $id) { id } }", Map.of("id", answer))
            .get("data.node"));
    assertEquals(
        List.of(List.of()),
        ana.data("{ accounts { nodes { answers { id } } } }")
            .getList("data.accounts.nodes.answers"));
    assertEquals(List.of(), cases());
    String other =
        given().formParam("overall", 5).post(page).then().statusCode(409).extract().asString();
    assertEquals(true, other.contains("<strong>Extremely dissatisfied</strong>"), other);
    assertEquals(true, other.contains("<a href=\"?l=en\">Add to your answer"), other);
    assertEquals(false, other.contains("account manager"), "told nobody, and to tell nobody");
    assertEquals(false, other.contains("mailto:"), other);
    given().formParam("details", 1).formParam("call", 1).post(page).then().statusCode(200);
    assertEquals(List.of("acme"), cases(), "who asks to be called is");
  }

  private List<String> cases() {
    return Database.column(
        "select a.external_id from follow_up f join account a on a.id = f.account_id where a.source = ?",
        company.prefix);
  }

  private static String fits(Response answer) {
    String body = answer.then().statusCode(200).extract().asString();
    int bytes = body.getBytes(UTF_8).length + answer.getHeaders().toString().getBytes(UTF_8).length;
    assertEquals(true, bytes < 14_000, bytes + " bytes");
    return body;
  }

  @Test
  void anAddressThatAsksTooOftenWaitsAMinuteAndOthersDoNot() {
    int most = 500;
    String one = "203.0.113.7";
    clock.later(
        untilTheNextMinute(),
        () -> {
          for (int i = 0; i < most; i++) {
            assertEquals(404, askedFrom(one), "request " + i);
          }
          given()
              .header("X-Forwarded-For", one)
              .header("Accept-Language", "fr")
              .get(page)
              .then()
              .statusCode(429)
              .header("Retry-After", "60")
              .header("Cache-Control", "no-store")
              .body(containsString("Trop de demandes"));
          assertEquals(404, askedFrom("203.0.113.8"));
        });
    clock.later(Duration.ofMinutes(3), () -> assertEquals(404, askedFrom(one)));
  }

  @Test
  void whatSomebodyWritesInFrontOfTheProxysWordMakesNoOtherAddress() {
    clock.later(
        Duration.ofMinutes(6).plus(untilTheNextMinute()),
        () -> {
          for (int i = 0; i < 500; i++) {
            assertEquals(
                404,
                askedFrom("10.8.%d.%d, 203.0.113.9, 192.0.2.%d".formatted(i / 250, i % 250, i % 9)),
                "request " + i);
          }
          assertEquals(429, askedFrom("10.9.9.9, 203.0.113.9"));
          assertEquals(429, askedFrom("203.0.113.9"));
          assertEquals(404, askedFrom("203.0.113.9, 203.0.113.10"));
        });
  }

  @Test
  void everyPageOfALinkCountsAndAMailProgramsServerIsLetThrough() {
    clock.later(
        Duration.ofMinutes(9).plus(untilTheNextMinute()),
        () -> {
          String one = "203.0.113.77";
          RequestSpecification asking = given().header("X-Forwarded-For", one);
          for (int i = 0; i < 250; i++) {
            assertEquals(404, asking.get("/p/nothing").statusCode(), "request " + i);
            assertEquals(404, asking.get("/u/nothing").statusCode(), "request " + i);
          }
          for (String path : List.of("/s/nothing", "/p/nothing", "/u/nothing", "/d/nothing")) {
            assertEquals(429, given().header("X-Forwarded-For", one).get(path).statusCode(), path);
          }
          for (int i = 0; i < 500; i++) {
            assertEquals(404, asking.post("/u/nothing").statusCode(), "press " + i);
          }
          String leave = page.replace("/s/", "/u/");
          assertEquals(
              429,
              given()
                  .header("X-Forwarded-For", one)
                  .formParam("choice", "ALL")
                  .post(leave)
                  .statusCode());
          assertEquals(
              429,
              given()
                  .header("X-Forwarded-For", one)
                  .formParam("List-Unsubscribe", "One-Click")
                  .post("/u/nothing")
                  .statusCode());
          assertEquals(
              200,
              given()
                  .header("X-Forwarded-For", one)
                  .formParam("List-Unsubscribe", "One-Click")
                  .post(leave)
                  .statusCode());
        });
  }

  @Test
  void looksUseUpNoAnswersAndAnAnswerThatIsTurnedAwayIsSaidToBe() {
    clock.later(
        Duration.ofMinutes(12).plus(untilTheNextMinute()),
        () -> {
          String one = "203.0.113.99";
          RequestSpecification asking = given().header("X-Forwarded-For", one);
          for (int i = 0; i < 500; i++) {
            assertEquals(404, askedFrom(one), "look " + i);
          }
          assertEquals(429, askedFrom(one));
          assertEquals(404, asking.post("/u/nothing").statusCode(), "looks use up none");
          for (int i = 1; i < 500; i++) {
            assertEquals(404, asking.post("/u/nothing").statusCode(), "press " + i);
          }
          NOT_RECORDED.forEach(
              (language, said) -> {
                String turnedAway =
                    given()
                        .header("X-Forwarded-For", one)
                        .formParam("overall", 2)
                        .post(page + "?l=" + language)
                        .then()
                        .statusCode(429)
                        .header("Retry-After", "60")
                        .extract()
                        .asString();
                assertEquals(true, turnedAway.contains("<h1>" + said + "</h1>"), turnedAway);
                assertEquals(false, turnedAway.contains("hreflang"), "nothing leads away");
              });
          assertEquals(List.of(), answers());
        });
    clock.later(
        Duration.ofMinutes(14).plus(untilTheNextMinute()),
        () -> given().formParam("overall", 2).post(page).then().statusCode(200));
    assertEquals(List.of("2"), answers());
  }

  private Duration untilTheNextMinute() {
    return Duration.ofSeconds(60 - clock.instant().getEpochSecond() % 60);
  }

  private int askedFrom(String address) {
    try {
      return http.send(
              HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/s/x"))
                  .header("X-Forwarded-For", address)
                  .method("HEAD", HttpRequest.BodyPublishers.noBody())
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException | InterruptedException fault) {
      throw new AssertionError(fault);
    }
  }

  @Test
  void noTokenGetsIntoTheLogOrTheMetrics() {
    String token = page.substring("/s/".length());
    Database.change("revoke insert on answer from keypulse_system");
    try (LogLines log = LogLines.all()) {
      given().formParam("overall", 1).post(page).then().statusCode(500);
      given().contentType("application/json").body("{}").post(page).then().statusCode(415);
      given().delete(page).then().statusCode(405);
      given().get(page + "/more").then().statusCode(404);
      for (String other : List.of("/d/", "/u/", "/p/")) {
        given().delete(other + token).then().statusCode(405);
        given().get(other + token + "/more").then().statusCode(404);
      }
      List<String> lines = log.lines();
      assertEquals(true, lines.stream().anyMatch(line -> line.contains("Incident")), "" + lines);
      assertEquals(List.of(), lines.stream().filter(line -> line.contains(token)).toList());
    } finally {
      Database.change("grant insert on answer to keypulse_system");
    }
    assertEquals(false, given().get("/q/metrics").asString().contains(token));
  }

  @Test
  void onlyTheTokensHashIsStored() {
    String token = page.substring("/s/".length());
    assertNotEquals(token, "");
    assertEquals(
        "0",
        Database.value(
            "select count(*) from invitation i where i::text like '%' || ? || '%'", token));
  }

  @Test
  void anAnswerToAMailInDoubtProvesThatItArrived() {
    Database.change(
        "update mail m set state = 'UNKNOWN', doubted = true, sent_at = null, reason = 'UNKNOWN: test' from invitation i where i.id = m.invitation_id and i.email = ?",
        address());
    given().formParam("overall", 5).post(page).then().statusCode(200);
    assertEquals("SENT", Database.value("select state from asked where email = ?", address()));
  }

  private String invitation() {
    return Database.value("select id from invitation where email = ?", address());
  }

  private String answer() {
    return Database.value(
        """
        select concat_ws(' ', ratings, coalesce(why, 'null'), call_wish::text, version)
        from answer where invitation_id = ?::bigint
        """,
        invitation());
  }

  private List<String> versions() {
    return Database.column(
        """
        select concat_ws(' ', number, ratings, coalesce(why, 'null'), call_wish::text)
        from answer_version where invitation_id = ?::bigint order by number
        """,
        invitation());
  }

  private static String stamp(String page) {
    Matcher stamp = Pattern.compile("name=\"opened\" value=\"([^\"]+)\"").matcher(page);
    assertEquals(true, stamp.find(), page);
    return stamp.group(1);
  }

  private String address() {
    return company.address("acme", 1);
  }

  private List<String> answers() {
    return Database.column(
        "select a.overall from answer a join invitation i on i.id = a.invitation_id where i.email = ?",
        address());
  }
}
