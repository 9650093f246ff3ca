package io.keypulse.followup;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.keypulse.Client;
import io.keypulse.Database;
import io.keypulse.KeypulseTest;
import io.keypulse.Mailbox;
import io.keypulse.MovableClock;
import io.keypulse.invitation.InvitationDispatcher;
import io.keypulse.platform.GlobalId;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What whoever has a case reads of it: what the customer said, and what is theirs to do now. */
@KeypulseTest
class WordsOfTheCaseTest {
  @Inject InvitationDispatcher invitations;
  @Inject FollowUpDispatcher notices;
  @Inject FollowUpTick tick;
  @Inject MovableClock clock;

  private final Loop loop = new Loop();
  private String wave = "";

  private void asked(int contacts) {
    loop.keyAccount("acme", contacts);
    asked(loop.company.program(100_000));
  }

  private void asked(String program) {
    wave = loop.company.openWave(program);
    invitations.dispatch(clock);
  }

  @AfterEach
  void theWaveEnds() {
    loop.company.closeWave(wave);
  }

  @Test
  void whoWasNeverAskedWhetherItIsMendedHasNotSaidThatItIsNot() {
    loop.staffed();
    asked(1);
    loop.answer("acme", 1, "overall", 4, "PRICE", 1);
    notices.dispatch(clock);
    loop.answer("acme", 1, "details", 1, "PRICE", 5);
    loop.change("ana", "followUpClose");
    loop.answer("acme", 1, "details", 1, "PRICE", 1);
    assertEquals(2, loop.newest().getInt("round"));
    String mail = told("ana");
    assertTrue(
        loop.mailsOf("ana").getLast().subject().endsWith("the customer has said more"), mail);
    assertTrue(mail.contains(", round 2: the customer has said something new"), mail);
    assertFalse(mail.contains("mended"), mail);
    loop.change("ana", "followUpContactLog", "means", "MEETING", "reached", true, "summary", "Met");
    loop.change("ana", "followUpCauseSet", "causeId", Loop.cause("DELIVERED_LATE"));
    assertEquals("Say what is done about it first.", loop.refusedMessage("ana", "followUpResolve"));
    loop.workUpToResolved("ana");
    notices.dispatch(clock);
    String question = loop.proofMail("acme", 1).text();
    assertTrue(question.contains("This is one question, and no reminder of it follows."), question);
    assertFalse(question.contains("ask this one question again"), question);
    String page = given().get(loop.proofPage("acme", 1) + "?l=en").asString();
    assertFalse(page.contains("ask this one question again"), page);
  }

  @Test
  void whoAnsweredInConfidenceWasNotSilent() {
    loop.staffed();
    loop.keyAccount("acme", 1);
    String program = loop.company.program(100_000);
    Database.change(
        "update survey_program set confidentiality = 'AGGREGATE', aggregate_from = 5 where id = "
            + GlobalId.parseInt("SurveyProgram", program, "id"));
    asked(program);
    loop.answer("acme", 1, "overall", 1, "details", 1, "call", 1);
    assertTrue(told("ana").contains("Has answered in confidence and wishes to be called."));
    loop.answer("acme", 1, "details", 1);
    String mail = told("ana");
    assertTrue(mail.contains("Has answered in confidence.\n"), mail);
    assertFalse(mail.contains("in a row"), mail);
    clock.later(
        Duration.ofDays(20),
        () -> {
          tick.turn(clock.instant());
          String climbed = told("mia");
          assertTrue(climbed.contains("Has answered in confidence.\n"), climbed);
          assertFalse(climbed.contains("in a row"), climbed);
        });
  }

  @Test
  void whatACustomerAnsweredWhenAskedWhetherItIsMendedIsTold() {
    loop.staffed();
    asked(1);
    loop.answer("acme", 1, "overall", 5, "details", 1, "PRICE", 1);
    loop.workUpToResolved("ana");
    notices.dispatch(clock);
    Loop.say(loop.proofPage("acme", 1), "answer", 1);
    for (String who : new String[] {"ana", "mia"}) {
      String mail = told(who);
      assertTrue(mail.contains("Asked whether it is mended: Extremely dissatisfied"), mail);
      assertTrue(mail.contains(", round 2: the customer said that it is not mended"), mail);
    }
  }

  @Test
  void whoeverIsGivenACaseInMidWorkReadsWhatIsDueOfIt() {
    loop.staffed();
    asked(1);
    loop.answer("acme", 1, "overall", 1);
    loop.change("ana", "followUpAcknowledge");
    loop.change("mia", "followUpAssign", "employeeId", loop.employee("lou"));
    String acknowledged = told("lou");
    assertTrue(
        acknowledged.contains(
            "the case is acknowledged; speak to the customer, say what was the cause"),
        acknowledged);
    loop.change("lou", "followUpContactLog", "means", "MEETING", "reached", true, "summary", "Met");
    loop.change("mia", "followUpAssign", "employeeId", loop.employee("ana"));
    String spoken = told("ana");
    assertTrue(spoken.contains("the customer was spoken to; say what was the cause"), spoken);
    assertFalse(spoken.contains("acknowledge"), spoken);
  }

  @Test
  void ofWhoWasContentAndWishesACallNoCauseIsDemanded() {
    loop.staffed();
    asked(1);
    loop.answer("acme", 1, "overall", 5, "details", 1, "call", 1);
    String mail = told("ana");
    assertTrue(mail.contains("acknowledge the case, speak to the customer and resolve it."), mail);
    assertFalse(mail.contains("cause"), mail);
  }

  @Test
  void whoseAnswerTurnedTheVerdictIsSaid() {
    loop.staffed();
    asked(10);
    for (int contact = 1; contact <= 4; contact++) {
      loop.answer("acme", contact, "overall", 5);
    }
    loop.answer("acme", 5, "overall", 2);
    String verdict = "With this answer the verdict on the account turned unhealthy.";
    assertFalse(told("ana").contains(verdict), told("ana"));
    loop.answer("acme", 6, "overall", 2);
    assertTrue(told("ana").contains(verdict), told("ana"));
  }

  @Test
  void thatNothingDispleasesAnyMoreIsSaidAndWhatMayBeDoneThen() {
    loop.staffed();
    asked(1);
    loop.answer("acme", 1, "overall", 4, "PRICE", 1);
    assertFalse(told("ana").contains("corrected"), told("ana"));
    loop.answer("acme", 1, "details", 1, "PRICE", 5);
    String mail = told("ana");
    assertTrue(mail.contains("nothing in it calls for a case any more"), mail);
    assertTrue(mail.contains("You may close the case (followUpClose)"), mail);
  }

  @Test
  void whatIsNoNewsIsNotToldAgain() {
    loop.staffed();
    asked(1);
    loop.answer("acme", 1, "overall", 2);
    told("ana");
    loop.answer("acme", 1, "details", 1, "PRICE", 4);
    told("ana");
    assertEquals(1, loop.mailsOf("ana").size());
    loop.answer("acme", 1, "details", 1, "PRICE", 1);
    assertTrue(told("ana").contains("Displeased most by: "), told("ana"));
    loop.answer("acme", 1, "details", 1, "PRICE", 1, "why", "Far too dear");
    assertTrue(told("ana").contains("Far too dear"), told("ana"));
    assertEquals(3, loop.mailsOf("ana").size());
  }

  @Test
  void whoeverWasToldOfAnAnswerThatIsDeletedLearnsThatItIsOver() {
    loop.staffed();
    asked(1);
    loop.answer("acme", 1, "overall", 1);
    told("ana");
    clock.later(
        Duration.ofDays(3),
        () -> {
          tick.turn(clock.instant());
          told("mia");
          String page = Mailbox.of(loop.company.address("acme", 1)).getFirst().answerPath();
          given()
              .formParam("choice", "ANSWERS")
              .post(page.replace("/s/", "/d/"))
              .then()
              .statusCode(200);
          itIsOver("ana");
          itIsOver("mia");
        });
  }

  @Test
  void whoeverWasToldOfSomebodyWhoIsErasedLearnsThatItIsOver() {
    loop.staffed();
    asked(1);
    loop.answer("acme", 1, "overall", 1);
    told("ana");
    String[] contact =
        Database.value(
                "select id || ' ' || version from contact where source = ? and external_id = 'acme1'",
                loop.company.prefix)
            .split(" ", -1);
    Client.as("admin")
        .data(
            "mutation ($i: ContactEraseInput!) { contactErase(input: $i) { name } }",
            Map.of(
                "i",
                Map.of(
                    "contactId",
                    GlobalId.of("Contact", Long.parseLong(contact[0])),
                    "reason",
                    "By letter",
                    "expectedVersion",
                    Integer.parseInt(contact[1]))));
    itIsOver("ana");
    assertTrue(loop.mailsOf("mia").isEmpty(), "who was never told");
  }

  private void itIsOver(String who) {
    String mail = told(who);
    assertTrue(mail.contains("The case is closed; nothing is left for you to do"), mail);
    assertFalse(mail.contains("Overall"), mail);
    assertTrue(loop.mailsOf(who).getLast().subject().endsWith("closed, nothing left to do"), mail);
  }

  /** The newest that this colleague was told. */
  private String told(String who) {
    notices.dispatch(clock);
    return loop.mailsOf(who).getLast().said().replace("\r\n", "\n");
  }
}
