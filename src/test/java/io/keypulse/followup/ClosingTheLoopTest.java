package io.keypulse.followup;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.Socket;
import io.keypulse.Together;
import io.keypulse.invitation.InvitationDispatcher;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * From a dissatisfied answer to the customer's word that it is mended, with nobody acting first.
 */
@KeypulseTest
class ClosingTheLoopTest {
  /** Longer than eight business hours, whatever the day. */
  private static final Duration PAST_A_DEADLINE = Duration.ofDays(4);

  @Inject InvitationDispatcher invitations;
  @Inject FollowUpDispatcher notices;
  @Inject FollowUpTick tick;
  @Inject MovableClock clock;

  private final Loop loop = new Loop();

  @BeforeEach
  void aCompanyWithALongLine() {
    loop.staffed();
  }

  @Test
  void aCaseNobodyActsOnClimbsToTheTopAndIsClosedByTheCustomersSecondAnswer() {
    loop.keyAccount("acme", 1);
    loop.company.put(
        "executive-sponsors",
        "source,external_id,account_external_id,employee_external_id,valid_from",
        "%1$s,s1,acme,spo,2020-01-01");
    String wave = loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
    loop.answer("acme", 1, "overall", 2, "DELIVERY", 1, "PRICE", 2, "why", "Three late lorries");
    loop.company.closeWave(wave);
    itIsGivenToLogistics();
    clock.later(PAST_A_DEADLINE, this::itClimbsToMia);
  }

  private void itIsGivenToLogistics() {
    notices.dispatch(clock);
    JsonPath opened = loop.newest();
    assertEquals("OPEN", opened.getString("state"));
    assertEquals("DELIVERY", opened.getString("aspect"));
    assertEquals("Lou Logistics", opened.getString("owner.name"));
    assertEquals(
        List.of(
            "Dissatisfied overall",
            "Extremely dissatisfied with something",
            "The verdict turns unhealthy"),
        opened.getList("openedBy.name"));
    assertEquals(1, loop.path("step").size());
    assertEquals(
        List.of("Mia Middle", "Vic President", "Sam Sponsor", "Cleo Chief"),
        loop.ahead("person.name"),
        "who will be told while nobody acts");
    assertEquals(List.of("LINE", "LINE", "SPONSOR", "LINE"), loop.ahead("kind"));
    assertEquals(List.of("1", "2", "3", "4"), loop.ahead("step"));
    assertEquals(opened.getString("nextClimbAt"), loop.ahead("at").getFirst());
    assertEquals(loop.ahead("due").getFirst(), loop.ahead("at").get(1), "each has its own time");
    assertEquals("null", loop.ahead("acknowledgedAt").getFirst());
    String mail = loop.mailsOf("lou").getLast().said();
    assertTrue(mail.contains("Three late lorries"), mail);
    assertNull(loop.mailsOf("lou").getLast().header("List-Unsubscribe"));
    assertEquals(1, Mailbox.of(loop.company.address("acme", 1)).size(), "customers get nothing");
    turn();
    assertEquals(1, loop.path("step").size(), "nothing is overdue yet");
  }

  private void itClimbsToMia() {
    turn();
    assertEquals(List.of("Lou Logistics", "Mia Middle"), loop.path("person.name"));
    assertEquals(List.of("null", "Lou Logistics"), loop.path("past.name"));
    assertTrue(loop.mailsOf("mia").getLast().said().contains("nobody has acknowledged it"));
    turn();
    assertEquals(2, loop.path("step").size(), "each step has its own time");
    clock.later(PAST_A_DEADLINE, this::itClimbsToTheVicePresidentAndTheSponsorKnows);
  }

  private void itClimbsToTheVicePresidentAndTheSponsorKnows() {
    turn();
    assertEquals(
        List.of("Lou Logistics", "Mia Middle", "Vic President", "Sam Sponsor"),
        loop.path("person.name"));
    assertEquals(List.of("RESPONSIBLE", "LINE", "LINE", "SPONSOR"), loop.path("kind"));
    assertEquals("null", loop.path("due").getLast(), "a sponsor is told and has no deadline");
    assertTrue(loop.mailsOf("spo").getLast().said().contains("for your information"));
    assertEquals(
        0,
        loop.as("spo").data("{ followUps { totalCount } }").getInt("data.followUps.totalCount"),
        "a sponsor outside the line knows what the mail says and sees no more");
    clock.later(PAST_A_DEADLINE, this::itComesToTheTop);
  }

  private void itComesToTheTop() {
    turn();
    assertEquals("Cleo Chief", loop.path("person.name").getLast());
    assertNull(loop.newest().get("nextClimbAt"), "nobody stands above her whose turn it is");
    clock.later(PAST_A_DEADLINE, this::theChiefSeesToIt);
  }

  private void theChiefSeesToIt() {
    turn();
    assertEquals("Cleo Chief", loop.path("person.name").getLast());
    assertNull(loop.newest().get("nextClimbAt"), "nobody stands above the chief");
    loop.change("chief", "followUpAcknowledge");
    assertEquals("WRONG_STATE", loop.refused("lou", "followUpAcknowledge"));
    assertNotNull(loop.newest().getString("escalationPath[4].acknowledgedAt"));
    assertNotNull(loop.newest().getString("nextClimbAt"), "the next task has its own deadline");
    assertEquals("CONFLICT", loop.refused("ana", "followUpResolve", "expectedVersion", 1));
    assertEquals("WRONG_STATE", loop.refused("ana", "followUpResolve"));
    assertEquals(
        "INVALID",
        loop.refused(
            "ana",
            "followUpActionAdd",
            "what",
            "A second carrier",
            "ownerId",
            loop.employee("lou"),
            "dueOn",
            LocalDate.now(ZoneOffset.UTC).minusDays(2).toString()),
        "what was due before it is planned");
    loop.workUpToResolved("ana");
    loop.change("ana", "followUpLineApprove", "line", "You said late, we found a second carrier.");
    assertEquals("FORBIDDEN", loop.refused("lou", "followUpLineApprove", "line", "Me too"));

    JsonPath resolved = loop.newest();
    assertEquals("RESOLVED_UNPROVEN", resolved.getString("state"));
    assertEquals("OWN_PROCESS", resolved.getString("cause.origin"));
    assertEquals("A second carrier", resolved.getString("actions[0].what"));
    assertEquals("Ana Alvarez", resolved.getString("contacts[0].by.name"));
    assertNull(resolved.get("dueAt"));
    theCustomerIsNotContent();
  }

  private void theCustomerIsNotContent() {
    turn();
    String page = loop.proofPage("acme", 1);
    Mailbox.Mail question = Mailbox.of(loop.company.address("acme", 1)).getLast();
    assertTrue(
        question.text().contains("How satisfied are you with our deliveries now?"),
        question.text());
    itLooksAsTheInvitationDid(question);
    given()
        .queryParam("l", "fr")
        .queryParam("r", 2)
        .get(page)
        .then()
        .statusCode(200)
        .body(containsString("<html lang=\"fr\">"))
        .body(containsString("?l=de&amp;r=2"))
        .body(containsString("mailto:ana." + loop.company.prefix))
        .body(containsString(question.unsubscribePath() + "?l=fr"));
    List<String> before = everythingOfTheCase();
    for (int score = 1; score <= 5; score++) {
      given().queryParam("r", score).head(page).then().statusCode(200);
      given().queryParam("r", score).options(page);
      given()
          .queryParam("r", score)
          .get(page)
          .then()
          .statusCode(200)
          .body(containsString("<button name=\"answer\" value=\"" + score + "\">"))
          .body(not(containsString(" checked")));
    }
    assertEquals(before, everythingOfTheCase(), "looking is no answer");
    given()
        .formParam("overall", 5)
        .post(page)
        .then()
        .statusCode(400)
        .body(containsString("Please choose one"));
    Loop.say(page, "answer", 2);

    JsonPath reopened = loop.newest();
    assertEquals("OPEN", reopened.getString("state"));
    assertEquals(2, reopened.getInt("round"));
    assertEquals("Lou Logistics", reopened.getString("owner.name"));
    assertEquals(
        List.of("Lou Logistics", "Mia Middle"),
        reopened.getList("escalationPath.findAll { it.round == 2 && !it.coming }.person.name"),
        "it climbs at once");
    assertEquals("RECOVER", loop.path("task").getLast());
    loop.change("lou", "followUpAcknowledge");
    loop.change(
        "lou",
        "followUpContactLog",
        "means",
        "EMAIL",
        "reached",
        true,
        "summary",
        "Written before they said that it is not mended",
        "at",
        reopened.getString("acknowledgedAt"));
    assertEquals("ACKNOWLEDGED", loop.newest().getString("state"), "they wait for another word");
    loop.workUpToResolved("lou");
    theCustomerIsContent();
  }

  private List<String> everythingOfTheCase() {
    return Stream.of(
            "invitation", "mail", "answer", "follow_up", "follow_up_proof", "follow_up_mail")
        .flatMap(
            table ->
                Database.column(
                    "select to_jsonb(t) from %s t join account a on a.id = t.account_id where a.source = ?"
                        .formatted(table),
                    loop.company.prefix)
                    .stream())
        .sorted()
        .toList();
  }

  private void itLooksAsTheInvitationDid(Mailbox.Mail question) {
    Mailbox.Mail invitation = Mailbox.of(loop.company.address("acme", 1)).getFirst();
    for (String header : List.of("From", "Reply-To", "List-Unsubscribe-Post")) {
      assertEquals(invitation.header(header), question.header(header));
    }
    assertTrue(
        question.header("List-Unsubscribe").contains(question.unsubscribePath()),
        question.header("List-Unsubscribe"));
    assertTrue(question.header("Reply-To").contains("Ana Alvarez"), question.header("Reply-To"));
    assertEquals(invitation.header("Message-ID"), question.header("References"));
    assertTrue(question.html().contains("<html lang=\"en\" dir=\"ltr\">"), question.html());
    assertTrue(question.html().contains("prefers-color-scheme: dark"));
    for (String part : List.of(question.text(), question.html())) {
      assertTrue(part.contains("Your contact with us is Ana Alvarez"), part);
      assertTrue(part.contains("Ana Alvarez, Northwind Ltd"), part);
    }
  }

  private void theCustomerIsContent() {
    turn();
    String page = loop.proofPage("acme", 1);
    Loop.say(page, "answer", 4);
    Loop.say(page, "answer", 4);
    given()
        .formParam("answer", 1)
        .post(page)
        .then()
        .statusCode(409)
        .body(containsString("Write to Ana Alvarez"));
    given()
        .get(page)
        .then()
        .statusCode(410)
        .body(containsString("Write to Ana Alvarez"), containsString(">Northwind Ltd<"));
    JsonPath closed = loop.newest();
    assertEquals("RECOVERED", closed.getString("state"));
    assertEquals(List.of("NOT_RECOVERED", "RECOVERED"), closed.getList("proofs.outcome"));
    assertEquals("WRONG_STATE", loop.refused("ana", "followUpResolve"));
    figuresTellIt();
    clock.later(Duration.ofDays(400), this::theNextQuestionBeginsWithWhatWasDone);
  }

  private void figuresTellIt() {
    JsonPath figures =
        loop.as("mia")
            .data(
                """
                query ($manager: ID!) { followUpFigures(scope: {managerId: $manager}) {
                  cases open openByAge { fromDays beforeDays cases }
                  toAcknowledge { n medianHours } toContact { n medianHours }
                  climbedPast { times cases person { name } }
                  recovery { recovered notRecovered unproven share interval { lowest highest } withheld { reason have need } }
                  causes { cause { code } accounts cases cumulativeShare } } }
                """,
                Map.of("manager", loop.employee("mia")))
            .setRootPath("data.followUpFigures");
    assertEquals(1, figures.getInt("cases"));
    assertEquals(0, figures.getInt("open"));
    assertEquals(16 * 24, figures.getDouble("toAcknowledge.medianHours"), 1);
    assertEquals(
        1,
        figures.getInt("climbedPast.find { it.person.name == 'Lou Logistics' }.times"),
        "nothing was overdue when the customer was not content");
    assertEquals(1, figures.getInt("climbedPast.find { it.person.name == 'Vic President' }.times"));
    assertEquals(1, figures.getInt("recovery.recovered"));
    assertEquals(0, figures.getInt("recovery.notRecovered"), "the last word counts");
    assertNull(figures.get("recovery.share"), "one case is no share");
    assertNull(figures.get("recovery.interval"));
    assertEquals(
        Map.of("reason", "TOO_FEW_ANSWERS", "have", 1, "need", 10),
        figures.getMap("recovery.withheld"));
    assertEquals("DELIVERED_LATE", figures.getString("causes[0].cause.code"));
    assertEquals(1, figures.getInt("causes[0].cases"));
    assertNull(figures.get("causes[0].cumulativeShare"));
    assertEquals(
        "FORBIDDEN",
        loop.as("ana")
            .refusal(
                "query ($m: ID!) { followUpFigures(scope: {managerId: $m}) { cases } }",
                Map.of("m", loop.employee("mia"))),
        "no zeros of somebody else's accounts");
  }

  private void theNextQuestionBeginsWithWhatWasDone() {
    String wave = loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
    Mailbox.Mail mail = Mailbox.of(loop.company.address("acme", 1)).getLast();
    assertTrue(mail.text().contains("we found a second carrier"), mail.text());
    assertTrue(mail.html().contains("we found a second carrier"), mail.html());
    assertTrue(loop.newest().getBoolean("customerLine.offered"));
    assertEquals("WRONG_STATE", loop.refused("ana", "followUpLineApprove", "line", "Another"));
    loop.company.closeWave(wave);
  }

  @Test
  void casesThatWaitAreNotLeftOutOfTheTimesThatPeopleTake() {
    loop.keyAccount("acme", 3);
    String wave = loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
    for (int contact = 1; contact <= 3; contact++) {
      loop.answer("acme", contact, "overall", 1);
    }
    loop.company.closeWave(wave);
    loop.change("ana", "followUpAcknowledge");
    clock.later(
        PAST_A_DEADLINE,
        () -> {
          assertEquals(1, times().getInt("n"));
          assertNull(times().get("medianHours"), "two of three wait for days");
          Client ana = loop.as("ana");
          ana.data(
              "mutation ($id: ID!) { followUpAcknowledge(input: {followUpId: $id}) { id } }",
              Map.of(
                  "id",
                  ana.data("{ followUps(filter: {states: [OPEN]}) { nodes { id } } }")
                      .getString("data.followUps.nodes[0].id")));
          assertEquals(4 * 24, times().getDouble("medianHours"), 1);
        });
    clock.later(
        Duration.ofDays(400),
        () -> {
          assertEquals(List.of(0, 3, 3), opened(), "what waits for more than a year still waits");
          loop.workUpToResolved("ana");
          assertEquals(List.of(0, 2, 2), opened(), "who was spoken to waits until it is mended");
        });
  }

  /** In the year to today, those that wait of them and before, and those that the list has. */
  private List<Integer> opened() {
    JsonPath data =
        loop.as("ana")
            .data(
                "{ followUpFigures { cases open } followUps(filter: {open: true}) { totalCount } }");
    return List.of(
        data.getInt("data.followUpFigures.cases"),
        data.getInt("data.followUpFigures.open"),
        data.getInt("data.followUps.totalCount"));
  }

  private JsonPath times() {
    return loop.as("ana")
        .data("{ followUpFigures { toAcknowledge { n medianHours } } }")
        .setRootPath("data.followUpFigures.toAcknowledge");
  }

  @Test
  void nobodyIsAskedAnewWhileTheirCaseIsOpen() {
    loop.keyAccount("acme", 1);
    dissatisfied();
    clock.later(Duration.ofDays(400), this::theNextWaveWithholdsThem);
  }

  private void theNextWaveWithholdsThem() {
    int mails = Mailbox.of(loop.company.address("acme", 1)).size();
    assertEquals(1, withheld());
    assertEquals(mails, Mailbox.of(loop.company.address("acme", 1)).size(), "they are not asked");
    loop.workUpToResolved("ana");
    loop.change("ana", "followUpLineApprove", "line", "You said late, we found a second carrier.");
    turn();
    String page = loop.proofPage("acme", 1);
    assertEquals(1, withheld(), "they were asked whether it is mended and have not answered");
    assertFalse(loop.newest().getBoolean("customerLine.offered"), "nobody has read it");
    Loop.say(page, "answer", 4);
    assertEquals(0, withheld());
    assertTrue(
        Mailbox.of(loop.company.address("acme", 1)).getLast().text().contains("a second carrier"));
    assertEquals(
        mails + 2,
        Mailbox.of(loop.company.address("acme", 1)).size(),
        "the question whether it is mended, and the next survey");
  }

  /** How many an open case keeps from being asked by the next wave. */
  private int withheld() {
    String wave = loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
    loop.company.closeWave(wave);
    return Client.as("admin")
        .data(
            "query ($id: ID!) { wave(id: $id) { blocks { reason withheld } } }", Map.of("id", wave))
        .getList("data.wave.blocks.findAll { it.reason == 'OPEN_CASE' }.withheld", Integer.class)
        .stream()
        .mapToInt(Integer::intValue)
        .sum();
  }

  @Test
  void aCustomerWhoDoesNotAnswerLeavesItUnproven() {
    loop.keyAccount("acme", 1);
    dissatisfied();
    loop.workUpToResolved("ana");
    turn();
    String page = loop.proofPage("acme", 1);
    String altered = page.substring(0, page.length() - 2) + (page.endsWith("AA") ? "BB" : "AA");
    given().get(altered).then().statusCode(404);
    clock.later(
        Duration.ofDays(15),
        () -> {
          given().formParam("answer", 5).post(page).then().statusCode(410);
          turn();
          assertEquals("UNPROVEN", loop.newest().getString("state"));
          given().get(page).then().statusCode(410);
          turn();
        });
    assertEquals(List.of("UNPROVEN"), loop.newest().getList("proofs.outcome"));
  }

  @Test
  void whoObjectedMeanwhileIsNotAsked() {
    loop.keyAccount("acme", 1);
    dissatisfied();
    Mailbox.Mail invitation = Mailbox.of(loop.company.address("acme", 1)).getLast();
    given().post(invitation.unsubscribePath()).then().statusCode(200);
    loop.workUpToResolved("ana");
    turn();
    assertEquals(1, Mailbox.of(loop.company.address("acme", 1)).size());
    assertEquals(
        List.of("OBJECTED"),
        Database.column(
            "select m.reason from follow_up_mail m join account a on a.id = m.account_id where a.source = ? and m.proof_id is not null",
            loop.company.prefix));
    assertEquals("UNPROVEN", loop.newest().getString("state"), "and lets no time pass");
  }

  @Test
  void whoWorksForAnotherCompanyMeanwhileIsNotAskedAboutTheFormer() {
    loop.keyAccount("acme", 1);
    loop.company.account("bolt", "south");
    dissatisfied();
    loop.workUpToResolved("ana");
    loop.company.put(
        "contacts",
        "source,external_id,account_external_id,name,email,role,language",
        "%1$s,acme1,bolt,Kim 1,kim1@acme.%1$s.example,BUYER,en");
    turn();
    assertEquals(1, Mailbox.of(loop.company.address("acme", 1)).size(), "the invitation alone");
  }

  @Test
  void twentyAnswersAtOnceCountOnceAndTwoReplicasClimbOnce() throws Exception {
    loop.keyAccount("acme", 1);
    dissatisfied();
    clock.later(
        PAST_A_DEADLINE,
        () -> {
          try {
            Together.run(4, () -> tick.turn(clock.instant()));
          } catch (Exception fault) {
            throw new AssertionError(fault);
          }
        });
    assertEquals(List.of("Ana Alvarez", "Mia Middle"), loop.path("person.name"));
    loop.workUpToResolved("ana");
    turn();
    String page = loop.proofPage("acme", 1);
    List<Integer> statuses =
        Together.call(20, () -> given().formParam("answer", 1).post(page).statusCode());
    assertEquals(Collections.nCopies(20, 200), statuses);
    assertEquals(2, loop.newest().getInt("round"));
    assertEquals(1, loop.newest().getInt("proofs.size()"));
  }

  @Test
  void whoSeesTheAccountIsToldThatACaseIsOpenedAndThatItClimbs() throws Exception {
    loop.keyAccount("acme", 1);
    loop.company.account("bolt", "south");
    try (Socket ana = Socket.of(loop.company.login("ana"));
        Socket ben = Socket.of(loop.company.login("ben"));
        Socket mia = Socket.of(loop.company.login("mia"))) {
      ana.subscribedTo(subscription("followUpOpened { account { externalId } state }"));
      ben.subscribedTo(subscription("followUpOpened { account { externalId } state }"));
      mia.subscribedTo(
          subscription(
              "followUpEscalated { account { externalId } escalationPath { step coming } }"));
      dissatisfied();
      JsonPath opened = ana.heard();
      assertEquals("acme", opened.getString("payload.data.followUpOpened.account.externalId"));
      clock.later(PAST_A_DEADLINE, this::turn);
      JsonPath climbed = mia.heard();
      assertEquals("acme", climbed.getString("payload.data.followUpEscalated.account.externalId"));
      assertEquals(
          2,
          climbed.getInt(
              "payload.data.followUpEscalated.escalationPath.findAll { !it.coming }.size()"));
      assertNull(ben.silence());
    }
  }

  private static String subscription(String fields) {
    return "{\"id\":\"1\",\"type\":\"subscribe\",\"payload\":{\"query\":\"subscription { %s }\"}}"
        .formatted(fields);
  }

  private void dissatisfied() {
    String wave = loop.company.openWave(loop.company.program(100_000));
    invitations.dispatch(clock);
    loop.answer("acme", 1, "overall", 1);
    loop.company.closeWave(wave);
  }

  private void turn() {
    tick.turn(clock.instant());
    notices.dispatch(clock);
  }
}
